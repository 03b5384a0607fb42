"""The catalogue of finding codes."""

import re
from pathlib import Path

import pytest

from schema.catalogue import CATALOGUE, ENTRIES
from schema.catalogue.copies import COPIES
from schema.catalogue.seals import SEALS
from schema.catalogue.submissions import SUBMISSIONS
from schema.catalogue.texts import TEXTS
from schema.notice import load_notice

CONTRACT = Path(__file__).parents[2].parent / "shared" / "contract.md"
NOTICE = load_notice()
# The contract names the codes of a form and its file; these came with the submissions.
OF_SUBMISSIONS = [
    ("materials.missing", "error"), ("materials.unrecognised", "info"), ("materials.supplement", "info"),
    ("materials.whose", "warning"), ("agreement.certificate", "warning"), ("timing.late", "error"),
    ("duplicates.application", "warning"), ("duplicates.another_occupation", "info"), ("agreement.across_forms", "warning"),
]
OF_PAPER = [("agreement.copies", "error")]
OF_TEXTS = [("duplicates.text", "warning")]
OF_PAGES = [("document.joined_pages", "info")]
OF_SEALS = [("seal.missing", "error"), ("seal.name_mismatch", "warning"), ("seal.position", "info")]


def test_codes_are_unique_and_can_be_looked_up() -> None:
    """Every code stands once, and ENTRIES has each."""
    assert [entry.code for entry in CATALOGUE] == list(ENTRIES)
    assert all(re.fullmatch(r"[a-z]+\.[a-z_]+", entry.code) for entry in CATALOGUE)


def test_every_entry_has_its_words() -> None:
    """Title, message and suggestion are there; messages do not end with a full stop, but for those told by others."""
    for entry in CATALOGUE:
        assert entry.title
        for wording in (entry.wording(), *entry.variants.values()):
            assert wording.message
            assert wording.suggestion.endswith(("。", "}"))
            assert not wording.message.endswith("。")


def test_every_basis_is_a_clause_of_the_notice_or_a_standard() -> None:
    """A finding can always be traced to its source."""
    for entry in CATALOGUE:
        for basis in (entry.basis, *(wording.basis for wording in entry.variants.values() if wording.basis)):
            assert basis in NOTICE.clauses or basis.startswith("GB"), entry.code
        assert entry.basis_in(NOTICE) == NOTICE.clauses.get(entry.basis, entry.basis)


def test_a_variant_may_rest_on_another_clause() -> None:
    """A commitment that comes too late rests on the deadline, one by another unit on the applicant's word."""
    entry = ENTRIES["consistency.commitment"]
    assert entry.basis_in(NOTICE, "date") == NOTICE.clauses["deadline"]
    assert entry.basis_in(NOTICE) == NOTICE.clauses["truth"]


def test_a_notice_without_a_clause_is_quoted_as_a_whole() -> None:
    """Another city's notice need not have every clause that this one has."""
    other = NOTICE.model_copy(update={"clauses": {}})
    assert ENTRIES["totals.trained"].basis_in(other) == NOTICE.name
    assert ENTRIES["identity.id_number"].basis_in(other).startswith("GB 11643")


def test_a_variant_may_have_a_severity_of_its_own() -> None:
    """`limits.characters` is an error, and a hint where only the characters are over."""
    assert ENTRIES["limits.characters"].severities == ("error", "info")
    assert ENTRIES["identity.credit_code"].severities == ("error",)
    with pytest.raises(KeyError):
        ENTRIES["totals.trained"].wording("unknown")


@pytest.mark.skipif(not CONTRACT.is_file(), reason="../shared is not here")
def test_codes_and_severities_are_those_of_the_contract() -> None:
    """The catalogue has the codes of the contract in its order, each with the severity that it gives, and those that
    later issues brought.
    """
    text = CONTRACT.read_text("utf-8")
    table = re.findall(r"^\| ((?:`[a-z]+\.[a-z_]+` ?)+)\| (error|warning|info) \|", text, re.MULTILINE)
    wanted = [(code, severity) for codes, severity in table for code in re.findall(r"`(\S+)`", codes)]
    documents = next(line for line in text.splitlines() if line.startswith("About documents"))
    for part in documents.split("·"):
        severity = re.findall(r"\b(error|warning|info)\b", part.split("(")[0])[-1]
        wanted += [(code, severity) for code in re.findall(r"`(document\.\S+)`", part)]
    later = dict(OF_SUBMISSIONS + OF_PAPER + OF_TEXTS + OF_PAGES + OF_SEALS)
    assert [(entry.code, entry.severity) for entry in CATALOGUE if entry.code not in later] == wanted
    assert [(entry.code, entry.severity) for entry in SUBMISSIONS] == OF_SUBMISSIONS
    assert [(entry.code, entry.severity) for entry in COPIES] == OF_PAPER
    assert [(entry.code, entry.severity) for entry in TEXTS] == OF_TEXTS
    assert [(entry.code, entry.severity) for entry in SEALS] == OF_SEALS
    assert [(ENTRIES[code].code, ENTRIES[code].severity) for code, _ in OF_PAGES] == OF_PAGES
    assert len(CATALOGUE) == len(wanted) + len(later)
