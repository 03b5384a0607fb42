"""Papers that came without a form: whose they are, and what is nobody's."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from ingest.grouping.corrections import with_earlier
from ingest.grouping.submissions import group
from ingest.grouping.supplements import with_supplements
from schema.sent import Sent
from schema.submission import Mail
from tests.ingest.grouping.build import BING, JIA, MAIL, YI, File, Unit, batch

FORM, PAPER = "1.eml/推荐表.docx", "2.eml/营业执照.jpg"
FIRST = MAIL.model_copy(update={"sender": "张三 <zhang@example.com>", "message_id": "<1@example.com>"})


def came(*files: File | str, mails: Mapping[str, Mail] | None = None, corrects: Mapping[str, str] | None = None) -> Sequence[Sent]:
    """The submissions of these files. mails: what mails say. corrects: what somebody said that a file adds to."""
    built = batch(*files)
    entries = tuple(
        entry.model_copy(update={"mail": (mails or {}).get(entry.path, entry.mail), "corrects": (corrects or {}).get(entry.path)})
        for entry in built.files
    )
    return with_supplements(with_earlier(group(entries, built.forms).submissions), entries, built.forms)


def added(submissions: Sequence[Sent]) -> list[tuple[list[str], str, list[str | None]]]:
    """What came by itself, by what it is known, and whose it is or may be."""
    return [
        ([entry.path for entry in one.files], one.by, [row.organisation for row in one.forms])
        for sent in submissions for one in sent.supplements
    ]


def answer(**said: Any) -> Mail:
    """A later mail."""
    return MAIL.model_copy(update=said)


@pytest.mark.parametrize(("paper", "mail", "by"), [
    (File(PAPER, names=(JIA.name or "",)), answer(), "content"), (File(PAPER, codes=(JIA.code or "",)), answer(), "content"),
    (File(f"2.eml/{JIA.name}营业执照.jpg"), answer(), "name"), (File(PAPER), answer(subject=f"补充材料-{JIA.name}"), "subject"),
    (File(PAPER), answer(in_reply_to="<1@example.com>"), "thread"),
    (File(PAPER), answer(references="<0@example.com>\r\n <1@example.com> <letter@example.org>", in_reply_to="<letter@example.org>"), "thread"),
    (File(PAPER), answer(sender="ZHANG@Example.com"), "sender"),
])
def test_each_way(paper: File, mail: Mail, by: str) -> None:
    """It counts for the applicant's form, and the submission that brought it is judged no more."""
    first, second, other = came(File(FORM, (JIA,)), paper, File("3.eml/推荐表.docx", (YI,)), mails={"1.eml": FIRST, "2.eml": mail})
    assert added([second]) == [([paper.path], by, [JIA.name])]
    assert second.shares == ()
    [share] = first.shares
    assert [entry.path for entry in share.documents] == [FORM, paper.path]
    assert [entry.path for entry in other.shares[0].documents] == ["3.eml/推荐表.docx"]


def test_somebody_says_whose_it_is() -> None:
    """That goes before all else, and also where nothing shows it."""
    for names in ((), (YI.name or "",)):
        sent = came(File(FORM, (JIA,)), File("3.eml/推荐表.docx", (YI,)), File(PAPER, names=names), corrects={PAPER: f"{FORM}#0"})
        assert added(sent) == [([PAPER], "told", [JIA.name])]
    loose = came(File(FORM, (JIA,)), "营业执照.jpg", corrects={"营业执照.jpg": f"{FORM}#0"})
    assert added(loose) == [(["营业执照.jpg"], "told", [JIA.name])]


@pytest.mark.parametrize(("paper", "mail"), [
    (File(PAPER), answer(sender="zhang@example.com")), (File(PAPER), answer(in_reply_to="<1@example.com>")),
    (File(PAPER), answer(subject=f"{JIA.name}、{YI.name}的材料")), (File(PAPER, names=(JIA.name or "", YI.name or "")), answer()),
    (File(f"2.eml/{JIA.name}和{YI.name}营业执照.jpg"), answer()),
])
def test_of_several_it_is_nobodys(paper: File, mail: Mail) -> None:
    """It counts for none, and all whose it may be know of it."""
    first, second = came(
        File(FORM, (JIA,)), File("1.eml/推荐表2.docx", (YI,)), paper, mails={"1.eml": FIRST, "2.eml": mail},
    )
    [supplement] = second.supplements
    assert (supplement.is_sure, {row.organisation for row in supplement.forms}) == (False, {JIA.name, YI.name})
    assert second.shares == ()
    for share in first.shares:
        assert share.supplements == (supplement,)
        assert paper.path not in [entry.path for entry in share.documents]


@pytest.mark.parametrize(("paper", "mail"), [
    (File(PAPER), answer()), (File(PAPER), answer(sender="li@example.com")),
    (File(PAPER, names=(BING.name or "",)), answer(sender="zhang@example.com")),
    (File(PAPER, codes=(BING.code or "",)), answer(sender="zhang@example.com")),
    (File(f"2.eml/{BING.name}营业执照.jpg"), answer(sender="zhang@example.com")),
    (File(PAPER), answer(sender="zhang@example.com", subject=f"{BING.name}的材料")),
    (File("2.eml/推荐表.pdf", problem=True), answer(sender="zhang@example.com")), (File(PAPER, problem=True), answer(sender="zhang@example.com")),
])
def test_what_speaks_of_another_stays_by_itself(paper: File, mail: Mail) -> None:
    """Nothing shows whose it is, or that it is of a unit whose form is not there, or the form may be in it."""
    before = came(paper, mails={"2.eml": mail})
    first, second = came(File(FORM, (JIA,)), paper, mails={"1.eml": FIRST, "2.eml": mail})
    assert (first.shares[0].supplements, second.supplements, second.shares) == ((), (), before[0].shares)


def test_a_unit_in_short_is_no_other() -> None:
    """Nor is a code that was misread."""
    for paper in (File(PAPER, names=("云岭职业培训学校",)), File(PAPER, codes=("9150000000000000XX",))):
        assert added(came(File(FORM, (JIA,)), paper, mails={"1.eml": FIRST, "2.eml": answer(sender="zhang@example.com")})) == [
            ([PAPER], "sender", [JIA.name]),
        ]


def test_papers_that_say_nothing_go_with_those_beside_them() -> None:
    """Where these are all of one; each else to its own, and what is left is a submission without a form."""
    silent = "2.eml/信用报告.pdf"
    of_jia, of_yi, of_bing = (File(f"2.eml/{n}.pdf", names=(who.name or "",)) for n, who in enumerate((JIA, YI, BING)))
    forms = [File(FORM, (JIA,)), File("3.eml/推荐表.docx", (YI,))]
    assert added(came(*forms, of_jia, silent)) == [(["2.eml/0.pdf"], "content", [JIA.name]), ([silent], "beside", [JIA.name])]
    *_, district = came(*forms, of_jia, of_yi, of_bing, silent)
    assert [(one.by, one.is_sure) for one in district.supplements] == [("content", True), ("content", True), ("beside", False)]
    [share] = district.shares
    assert (share.forms, [entry.path for entry in share.files]) == ((), ["2.eml/2.pdf"])


def test_the_inner_mail_says_it_first() -> None:
    """A district forwards what applicants send: each of them by its own address, of the form and of the paper."""
    mails = {
        "区.eml": answer(sender="qu@example.org"), "区.eml/甲.eml": FIRST, "区.eml/乙.eml": answer(sender="li@example.com"),
        "再.eml": answer(sender="qu@example.org"), "再.eml/补.eml": answer(sender="zhang@example.com"),
    }
    forms = [File("区.eml/甲.eml/1.docx", (JIA,)), File("区.eml/乙.eml/2.docx", (YI,))]
    assert added(came(*forms, "再.eml/补.eml/营业执照.jpg", mails=mails)) == [(["再.eml/补.eml/营业执照.jpg"], "sender", [JIA.name])]
    assert not came(*forms, "再.eml/营业执照.jpg", mails=mails)[1].supplements[0].is_sure


def test_a_paper_is_the_units() -> None:
    """It counts for all its forms, however they came; a form that does not say whose it is can be answered, too."""
    sent = came(File(FORM, (JIA,)), File("3.eml/推荐表.docx", (JIA,)), File(PAPER, names=(JIA.name or "",)))
    assert added(sent) == [([PAPER], "content", [JIA.name] * 2)]
    assert [len(one.shares[0].documents) for one in sent if one.forms] == [2, 2]
    nobody = came(File(FORM, (Unit(None),)), PAPER, mails={"1.eml": FIRST, "2.eml": answer(sender="zhang@example.com")})
    assert added(nobody) == [([PAPER], "sender", [None])]


@pytest.mark.parametrize("path", [f"补充/{JIA.name}/营业执照.jpg", f"{JIA.name}营业执照.jpg"])
def test_papers_in_folders(path: str) -> None:
    """Of an applicant whose form came by mail; where it lies in a folder, they are put to it."""
    [first, second] = came(File(FORM, (JIA,)), File(path))
    assert (second.kind, second.shares, added([second])) == ("loose", (), [([path], "name", [JIA.name])])
    assert [entry.path for entry in first.shares[0].documents] == [FORM, path]
    by_folder = came(File("表/1.docx", (JIA,)), File("表/2.docx", (YI,)), File(path))
    assert [len(sent.files) for sent in by_folder] == [2, 1]
    assert added(by_folder) == []


def test_an_unread_paper_goes_along() -> None:
    """It may be what is still missing."""
    photo = File("2.eml/扫描.jpg", problem=True)
    [first, _] = came(File(FORM, (JIA,)), File(PAPER), photo, mails={"1.eml": FIRST, "2.eml": answer(in_reply_to="<1@example.com>")})
    assert [entry.path for entry in first.shares[0].documents] == [FORM, PAPER, photo.path]


def test_a_correction_that_cannot_be_read() -> None:
    """It answers the letter about the form: nothing else is missing, and it is told of with that form."""
    file = File("2.eml/更正推荐表.docx", problem=True)
    [first, second] = came(File(FORM, (JIA,)), file, mails={"1.eml": FIRST, "2.eml": answer(in_reply_to="<1@example.com>")})
    assert (second.shares, added([second])) == ((), [([file.path], "thread", [JIA.name])])
    assert [entry.path for entry in first.shares[0].documents] == [FORM, file.path]
