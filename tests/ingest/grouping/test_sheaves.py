"""Which scanned files hold the pages of one form."""

import random
from collections.abc import Mapping

import pytest

from extractors.document import Document, Locator, Paragraph
from ingest.grouping.sheaves import sheaves
from samples.forms import make_form
from tests.ingest.pages import blurred, pages_of, parts_of

TRAINING = pages_of(make_form(811, "training_institution"))
OTHER = pages_of(make_form(819, "training_institution"))
EVALUATION = pages_of(make_form(812, "evaluation_institution"))
STREET = Document("scan", "image/jpeg", (Paragraph("重庆市渝中区解放碑", Locator(1, None, "P1")),), 1)
NOTES = Document("scan", "image/jpeg", (Paragraph("6.本表可另附页。", Locator(1, None, "P1")), Paragraph("— 4 —", Locator(1, None, "P2"))), 1)


def told(documents: Mapping[str, Document], patch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files of each sheaf, in its order; behind a slash those left out."""
    return [
        " ".join(part.source.path for part in sheaf.parts) + "".join(f" / {worse.source.path}" for worse, _ in sheaf.left_out)
        for sheaf in sheaves(parts_of(documents, patch))
    ]


def numbered(*pages: Document, folder: str = "") -> dict[str, Document]:
    """Pages by the names that a telephone gives."""
    return {f"{folder}{number}.jpg": page for number, page in enumerate(pages, start=1)}


@pytest.mark.parametrize("pages", [TRAINING, EVALUATION])
def test_pages_in_order(pages: list[Document], monkeypatch: pytest.MonkeyPatch) -> None:
    """All pages make one form; what else lies there is none of its pages."""
    files = numbered(*pages) | {"0街景.jpg": STREET, "z.jpg": STREET}
    assert told(files, monkeypatch) == [" ".join(numbered(*pages))]


@pytest.mark.parametrize("seed", range(5))
def test_pages_out_of_order(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands on them says which comes first, whatever they are called."""
    names = [f"{name}.jpg" for name in random.Random(seed).sample("abcdefgh", len(TRAINING))]
    files = dict(zip(names, TRAINING, strict=True))
    assert told(files, monkeypatch) == [" ".join(names)]


def test_names_are_read_as_people_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """图片10 comes behind 图片9: two forms in one folder, one after the other."""
    files = {f"图片{number}.jpg": page for number, page in enumerate((*TRAINING, *OTHER), start=8)}
    names = list(files)
    assert told(files, monkeypatch) == [" ".join(names[: len(TRAINING)]), " ".join(names[len(TRAINING):])]


def test_forms_of_both_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """The two forms of one unit in one folder."""
    files = numbered(*TRAINING, *EVALUATION)
    names = list(files)
    assert told(files, monkeypatch) == [" ".join(names[: len(TRAINING)]), " ".join(names[len(TRAINING):])]


@pytest.mark.parametrize("pages", [
    [*reversed(TRAINING), *reversed(OTHER)], [page for pair in zip(TRAINING, OTHER, strict=False) for page in pair],
    [TRAINING[1], TRAINING[0], OTHER[1], OTHER[0]],
], ids=["last page first", "by turns", "first page late"])
def test_two_forms_that_cannot_be_told_apart(pages: list[Document], monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that may be of either is of neither."""
    assert told(numbered(*pages), monkeypatch) == []


def test_another_units_page_whose_first_page_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two second pages are not both of one form."""
    assert told(numbered(*TRAINING, OTHER[1]), monkeypatch) == []


def test_folders_are_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """What lies in another folder is of another form."""
    files = numbered(*TRAINING, folder="甲/") | numbered(*OTHER, folder="乙/")
    assert sorted(told(files, monkeypatch)) == [" ".join(numbered(*OTHER, folder="乙/")), " ".join(numbered(*TRAINING, folder="甲/"))]


def test_the_same_page_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sharper picture is taken, whichever comes first; of the first page too."""
    worse = [blurred(page) for page in TRAINING]
    files = numbered(worse[0], TRAINING[0], TRAINING[1], worse[1], *TRAINING[2:])
    names = list(files)
    assert told(files, monkeypatch) == [" ".join((names[1], names[2], *names[4:])) + f" / {names[0]} / {names[3]}"]


def test_a_missing_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """The others are one form without it."""
    assert told(numbered(TRAINING[0], *TRAINING[2:]), monkeypatch) == [" ".join(numbered(*TRAINING[1:]))]
    assert told(numbered(*TRAINING[1:]), monkeypatch) == [" ".join(numbered(*TRAINING[1:]))]


def test_a_page_of_notes(monkeypatch: pytest.MonkeyPatch) -> None:
    """It has no label of the form, and is its last page all the same."""
    assert told(numbered(*TRAINING[:3], NOTES), monkeypatch) == ["1.jpg 2.jpg 3.jpg 4.jpg"]


def test_a_page_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is nothing to put it together with."""
    assert told(numbered(TRAINING[0]), monkeypatch) == []
    assert told(numbered(STREET, STREET), monkeypatch) == []
