"""Which files belong together."""

import random
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schema.batch import FileEntry
from schema.sent import Sent
from tests.ingest.grouping.build import BING, JIA, YI, Batch, File, Unit, batch, together, unit

CODELESS = Unit("重庆云岭（职业）培训 学校")


def of(who: Unit, path: str) -> File:
    """A form of a unit."""
    return File(path, (who,))


def test_a_mail_with_what_it_forwards() -> None:
    """The outermost mail is the submission, however its files lie in each other."""
    files = ["转.eml/甲.eml/推荐表.docx", "转.eml/甲.eml/证.zip/材料/营业执照.pdf", "转.eml/乙.msg/推荐表.docx", "转.eml/说明.docx"]
    forms: list[File | str] = [of(JIA, files[0]), files[1], of(YI, files[2]), files[3]]
    assert together(*forms) == [files]
    assert together(*forms, "另.eml/承诺书.docx") == [files, ["另.eml/承诺书.docx"]]


@pytest.mark.parametrize("around", ["邮件.zip", "收件箱.mbox", "收件箱/cur"])
def test_mails_side_by_side(around: str) -> None:
    """Mails in an archive, in a mailbox and in a folder are each a submission, though one unit sent them."""
    first, second = f"{around}/1.eml/推荐表.docx", f"{around}/2.eml/营业执照.pdf"
    assert together(of(JIA, first), second) == [[first], [second]]


def test_mails_by_one_name_from_two_folders() -> None:
    """Two INPUTs may have a mail by the same path: nothing of one is in the other."""
    one = batch(of(JIA, "1.eml/推荐表.docx"), "1.eml/营业执照.jpg")
    other = batch(of(YI, "1.eml/推荐表.docx"))
    rows = tuple(row.model_copy(update={"id": "乙"}) for row in other.forms)
    entries = tuple(entry.model_copy(update={"records": ("乙",)} if entry.records else {}) for entry in other.files)
    grouped = Batch((*one.files, *entries), (*one.forms, *rows)).grouped
    assert [len(sent.files) for sent in grouped.submissions] == [2, 1]
    assert len({sent.id for sent in grouped.submissions}) == 2
    assert grouped.of_file[0] == grouped.of_file[2] != grouped.of_file[3] == grouped.of_file[4]


def test_a_folder_called_as_a_mail() -> None:
    """A file in a folder of one INPUT is not in the mail of that name in another."""
    mail, folder = batch(of(JIA, "1.eml/推荐表.docx")), batch(of(YI, "1/推荐表.docx"))
    [entry], [row] = folder.files, folder.forms
    path = "1.eml/另表.docx"
    moved = entry.model_copy(update={"path": path, "records": ("乙",)})
    grouped = Batch((*mail.files, moved), (*mail.forms, row.model_copy(update={"id": "乙", "path": path}))).grouped
    assert [(sent.kind, len(sent.files)) for sent in grouped.submissions] == [("mail", 1), ("folder", 1)]


def test_a_mail_with_nothing_in_it() -> None:
    """It is a submission without files."""
    grouped = batch("问.eml").grouped
    assert [(sent.kind, sent.files, len(sent.shares)) for sent in grouped.submissions] == [("mail", (), 1)]
    assert grouped.of_file == (grouped.submissions[0].id,)


def test_the_topmost_folder_of_one_applicant() -> None:
    """All that is in it belongs to it, whatever it is called; a folder of several units is nobody's."""
    jia: list[File | str] = [of(JIA, "区/甲/表/附件1.docx"), of(JIA, "区/甲/表/附件2.docx"), "区/甲/证/1.jpg", "区/甲/说明.docx"]
    yi: list[File | str] = [of(YI, "区/乙.zip/附件1.docx"), "区/乙.zip/2.jpg"]
    assert together(*jia, *yi) == [[path_of(file) for file in jia], [path_of(file) for file in yi]]


def path_of(file: File | str) -> str:
    return file if isinstance(file, str) else file.path


def test_forms_that_do_not_say_whose_they_are() -> None:
    """One without name and code goes with its folder; two such alone are not taken for one applicant's."""
    nobody = Unit(None, "9150")
    assert together(of(JIA, "甲/1.docx"), of(nobody, "甲/2.docx"), "甲/执照.jpg") == [["甲/1.docx", "甲/2.docx", "甲/执照.jpg"]]
    assert together(of(nobody, "甲/1.docx"), "甲/3.jpg") == [["甲/1.docx", "甲/3.jpg"]]
    assert together(of(nobody, "甲/1.docx"), of(nobody, "甲/2.docx")) == [["甲/1.docx"], ["甲/2.docx"]]


@pytest.mark.parametrize("others", [
    ["执照.jpg", "证/信用报告.pdf"], ["重庆云岭职业培训学校/营业执照.jpg"], ["云岭学校营业执照.jpg"], ["重庆青枫职业培训学校证明.docx"],
    [File("营业执照.pdf", names=("重庆青枫职业培训学校",))],
])
def test_the_input_may_be_an_applicants_folder(others: list[File | str]) -> None:
    """Where its loose forms are of one applicant and nothing speaks of another."""
    [sent] = batch(of(JIA, "推荐表.docx"), *others).grouped.submissions
    assert (sent.kind, sent.title, len(sent.files)) == ("folder", JIA.name, 1 + len(others))


@pytest.mark.parametrize("others", [
    [of(YI, "乙.docx"), "执照.jpg"], ["信.eml/说明.docx", "执照.jpg"], ["重庆青枫职业培训学校/营业执照.jpg", "执照.jpg"],
    ["重庆青枫职业培训学校-营业执照.jpg", "执照.jpg"],
])
def test_the_input_may_be_everybodys(others: list[File | str]) -> None:
    """A form, a mail, a folder or a paper of another unit: then a paper that names nobody is nobody's."""
    grouped = batch(of(JIA, "推荐表.docx"), *others).grouped
    assert [sent.kind for sent in grouped.submissions if sent.forms and sent.forms[0].organisation == JIA.name] == ["loose"]
    assert grouped.of_file[-1] is None


def test_an_input_of_folders() -> None:
    """The form lies in a folder that is called by the form, the papers in others: the INPUT is the applicant's."""
    assert together(of(JIA, "推荐表/附件1.docx"), "法人证书/1.jpg", "承诺书/2.jpg") == [["推荐表/附件1.docx", "法人证书/1.jpg", "承诺书/2.jpg"]]
    assert together(of(JIA, "云岭/附件1.docx"), "青枫/法人证书.jpg") == [["云岭/附件1.docx"], ["青枫/法人证书.jpg"]]


def test_a_folder_of_another_unit_that_lacks_its_form() -> None:
    """It does not fall to the only one whose form came."""
    files: list[File | str] = [of(JIA, "区/重庆云岭职业培训学校/附件1.docx"), "区/重庆青枫职业培训学校/营业执照.jpg", "区/重庆青枫职业培训学校/1.jpg"]
    assert together(*files) == [["区/重庆云岭职业培训学校/附件1.docx"], ["区/重庆青枫职业培训学校/营业执照.jpg", "区/重庆青枫职业培训学校/1.jpg"]]


@pytest.mark.parametrize(("files", "expected"), [
    (["丙/营业执照.jpg", "丙/信/信用报告.pdf"], [["丙/营业执照.jpg", "丙/信/信用报告.pdf"]]),
    (["丙/照片.jpg"], []), (["营业执照.jpg"], []), ([File("丙/营业执照.pdf", problem=True)], []),
    (["区/重庆听涛职业培训学校/营业执照.jpg", "区/重庆青枫职业培训学校/营业执照.jpg"],
     [["区/重庆听涛职业培训学校/营业执照.jpg"], ["区/重庆青枫职业培训学校/营业执照.jpg"]]),
    ([File("执照/1.pdf", names=("重庆听涛职业培训学校",)), File("执照/营业执照2.pdf", names=("重庆青枫职业培训学校",))], []),
])
def test_folders_without_a_form(files: list[File | str], expected: list[list[str]]) -> None:
    """With a paper of the notice it is a submission that lacks its form, if it is not of several units."""
    assert together(*files) == expected


def test_loose_files_of_one_applicant() -> None:
    """By code, by name, by what the name of a file or folder says; what fits nobody is nobody's."""
    jia, yi = of(JIA, "表/1.docx"), of(YI, "表/2.docx")
    papers: list[File | str] = [
        File("证/1.pdf", names=("重庆云岭（职业）培训 学校",)), File("证/2.pdf", codes=(YI.code or "",)), "证/重庆青枫职业培训学校营业执照.jpg",
        "重庆云岭职业培训学校/说明.docx", File("证/重庆云岭职业培训学校.jpg", problem=True), "证/信用报告.pdf",
        File("证/3.pdf", names=("重庆无此职业培训学校",)), File("证/重庆青枫职业培训学校/Thumbs.db", litter=True),
    ]
    grouped = batch(jia, yi, *papers).grouped
    assert {sent.title: [entry.path for entry in sent.files] for sent in grouped.submissions} == {
        JIA.name: ["表/1.docx", "证/1.pdf", "重庆云岭职业培训学校/说明.docx", "证/重庆云岭职业培训学校.jpg"],
        YI.name: ["表/2.docx", "证/2.pdf", "证/重庆青枫职业培训学校营业执照.jpg"],
    }
    assert [sent.kind for sent in grouped.submissions] == ["loose", "loose"]
    assert grouped.of_file.count(None) == 3


def test_papers_embedded_in_documents() -> None:
    """They are where their document is: in its folder, with its form; and a letter is with the form that it holds."""
    jia, yi, bing = of(JIA, "表/1.docx"), of(YI, "表/2.docx"), of(BING, "表/信.docx/推荐表.docx")
    papers = ["表/1.docx/法人证书.pdf", "表/2.docx/说明.docx/承诺书.pdf"]
    files: list[File | str] = [jia, papers[0], yi, "表/2.docx/说明.docx", papers[1], "表/信.docx", bing]
    assert together(*files) == [
        ["表/1.docx", papers[0]], ["表/2.docx", "表/2.docx/说明.docx", papers[1]], ["表/信.docx", "表/信.docx/推荐表.docx"],
    ]
    assert None not in batch(*files).grouped.of_file
    assert together(of(JIA, "甲/1.docx"), "甲/1.docx/法人证书.pdf", of(YI, "乙/1.docx")) == [
        ["甲/1.docx", "甲/1.docx/法人证书.pdf"], ["乙/1.docx"],
    ]


def test_the_longer_name_counts() -> None:
    """A file called by a unit is not one of another whose name is a part of that unit's."""
    college, clinic = unit(1, "重庆样例医科大学"), unit(2, "重庆样例医科大学附属医院")
    papers = ["证/重庆样例医科大学附属医院执照.jpg", "证/重庆样例医科大学执照.jpg"]
    assert together(of(college, "表/1.docx"), of(clinic, "表/2.docx"), *papers) == [
        ["表/1.docx", papers[1]], ["表/2.docx", papers[0]],
    ]


def test_loose_files_join_their_applicants_folder() -> None:
    """A form or a paper beside the folder of its unit belongs to it."""
    files: list[File | str] = [of(JIA, "甲/1.docx"), of(YI, "乙/1.docx"), of(CODELESS, "重庆云岭2.docx"), "重庆云岭职业培训学校执照.jpg"]
    assert together(*files) == [["甲/1.docx", "重庆云岭2.docx", "重庆云岭职业培训学校执照.jpg"], ["乙/1.docx"]]


def test_one_applicant_by_code_or_by_name() -> None:
    """A valid code or the folded name, over a third form that has both; a wrong code shows nothing."""
    renamed = Unit("重庆云岭技工学校", JIA.code)
    assert together(of(JIA, "表/1.docx"), of(renamed, "表/2.docx"), of(YI, "表/3.docx")) == [["表/1.docx", "表/2.docx"], ["表/3.docx"]]
    assert together(of(renamed, "表/1.docx"), of(CODELESS, "表/2.docx"), of(YI, "表/3.docx"), of(JIA, "表/4.docx")) == [
        ["表/1.docx", "表/2.docx", "表/4.docx"], ["表/3.docx"],
    ]
    grouped = batch(of(renamed, "1.docx"), of(CODELESS, "2.docx"), of(YI, "3.docx"), of(JIA, "4.docx")).grouped
    assert [[row.path for row in forms] for forms in grouped.applicants] == [["1.docx", "2.docx", "4.docx"], ["3.docx"]]
    wrong = [Unit(name, "915001120000000000") for name in ("重庆云岭职业培训学校", "重庆青枫职业培训学校")]
    assert len(together(of(wrong[0], "表/1.docx"), of(wrong[1], "表/2.docx"))) == 2


def test_ids_are_stable_and_readable() -> None:
    """By the unit's code, the folder's path, the mail's subject and bytes; the second of one id has a number."""
    names = [sent.id for sent in batch(of(JIA, "表/1.docx"), of(YI, "表/2.docx"), of(BING, "丙 校/1.docx")).grouped.submissions]
    assert names == [f"散件-{JIA.code}", f"散件-{YI.code}", "文件夹-丙校"]
    assert batch(of(JIA, "13812345678的材料/1.docx")).grouped.submissions[0].id == "文件夹-1385678的材料"
    assert [sent.id for sent in batch(of(JIA, "甲-校/1.docx"), of(YI, "甲校/1.docx")).grouped.submissions] == ["文件夹-甲校", "文件夹-甲校-2"]


def shares(*files: File | str) -> dict[str | None, list[str]]:
    """The files that count for each unit of the first submission."""
    [sent, *_] = batch(*files).grouped.submissions
    return {share.forms[0].organisation if share.forms else None: [entry.path for entry in share.files] for share in sent.shares}


def test_papers_of_several_applicants_in_one_mail() -> None:
    """Whose they say they are, or are called; else whose folder they lie in; else everybody's."""
    files: list[File | str] = [
        of(JIA, "区.eml/甲.zip/1.docx"), "区.eml/甲.zip/证/营业执照.jpg", of(YI, "区.eml/乙.eml/2.docx"), of(BING, "区.eml/3.docx"),
        File("区.eml/乙.eml/证.pdf", names=(BING.name or "",)), "区.eml/重庆云岭职业培训学校承诺书.jpg", "区.eml/公函.docx",
        File("区.eml/甲.zip/执照.pdf", names=("重庆无此职业培训学校",)), "区.eml/重庆无此职业培训学校.zip/营业执照.jpg",
    ]
    every = ["区.eml/公函.docx"]
    assert shares(*files) == {
        JIA.name: ["区.eml/甲.zip/1.docx", "区.eml/甲.zip/证/营业执照.jpg", "区.eml/重庆云岭职业培训学校承诺书.jpg", *every],
        YI.name: ["区.eml/乙.eml/2.docx", *every], BING.name: ["区.eml/3.docx", "区.eml/乙.eml/证.pdf", *every],
    }


def test_papers_in_a_folder_of_several() -> None:
    """They count for those whose forms lie there, though a folder inside is one's own."""
    papers = ["区.eml/全.zip/承诺书.jpg", "区.eml/全.zip/甲/2.jpg"]
    assert shares(of(JIA, "区.eml/全.zip/甲/1.docx"), of(YI, "区.eml/全.zip/2.docx"), *papers, of(BING, "区.eml/3.docx")) == {
        BING.name: ["区.eml/3.docx"],
        JIA.name: ["区.eml/全.zip/甲/1.docx", "区.eml/全.zip/承诺书.jpg", "区.eml/全.zip/甲/2.jpg"],
        YI.name: ["区.eml/全.zip/2.docx", "区.eml/全.zip/承诺书.jpg"],
    }


def test_all_of_one_applicants_mail_is_its_own() -> None:
    """A paper that names another unit too: whether that is right is for the checks to say."""
    files: list[File | str] = [of(JIA, "信.eml/1.docx"), of(Unit(None), "信.eml/2.docx"), File("信.eml/执照.pdf", names=("重庆无此职业培训学校",))]
    assert shares(*files) == {JIA.name: [path_of(file) for file in files]}


def test_archives_belong_where_all_that_they_brought_belongs() -> None:
    """The archive of one applicant to the submission, that of several to none."""
    grouped = batch(of(JIA, "区.zip/甲.zip/1.docx"), of(YI, "区.zip/乙.zip/2.docx")).grouped
    ids = [sent.id for sent in grouped.submissions]
    assert grouped.of_file == (None, ids[0], ids[0], ids[1], ids[1])


UNITS = (JIA, YI, BING, CODELESS, Unit("重庆青枫技工学校", YI.code), Unit(None))
PLACES = (
    "", "甲/", "甲/证/", "区/", "区/重庆云岭职业培训学校/", "区/乙.zip/", "信.eml/", "信.eml/甲.zip/", "箱.mbox/1.eml/",
    "箱.mbox/2.eml/内.eml/",
)
NAMES = ("推荐表.docx", "附件2.pdf", "营业执照.jpg", "信用报告.pdf", "重庆青枫职业培训学校承诺书.docx", "照片.jpg", "Thumbs.db")


@st.composite
def files(draw: st.DrawFn) -> list[File]:
    """Files anywhere, no two of one path."""
    paths = draw(st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from(NAMES)), unique=True, min_size=1, max_size=14))
    found = []
    for place, name in sorted(paths):
        forms = tuple(draw(st.lists(st.sampled_from(UNITS), max_size=2))) if name.endswith((".docx", "2.pdf")) else ()
        said = draw(st.sampled_from([(), ("重庆听涛职业培训学校",), ("重庆无此职业培训学校",)])) if not forms else ()
        found.append(File(place + name, forms, said, problem=not forms and draw(st.booleans()), litter=name == "Thumbs.db"))
    return found


@settings(max_examples=150, deadline=None)
@given(files(), st.randoms(use_true_random=False))
def test_nothing_is_lost_or_doubled(found: list[File], shuffle: random.Random) -> None:
    """Every file is in one submission at most, every form in one and in one share of it; the order makes no difference."""
    whole = batch(*found)
    grouped = whole.grouped
    placed = Counter(entry.path for sent in grouped.submissions for entry in sent.files)
    assert set(placed.values()) <= {1}
    assert Counter(row.id for sent in grouped.submissions for row in sent.forms) == Counter(row.id for row in whole.forms)
    for sent in grouped.submissions:
        paths = {entry.path for entry in sent.files}
        assert {entry.path for share in sent.shares for entry in share.files} <= paths
        assert all({row.path for row in share.forms} <= {entry.path for entry in share.files} for share in sent.shares)
    for entry, owner in zip(whole.files, grouped.of_file, strict=True):
        assert entry.members is not None or (placed[entry.path] == 1) == (owner is not None)
        assert entry.paper is None or not entry.records or owner is not None
    assert Counter(row.id for forms in grouped.applicants for row in forms).keys() <= {row.id for row in whole.forms}
    blocks = _blocks(whole.files)
    shuffle.shuffle(blocks)
    rows = list(whole.forms)
    shuffle.shuffle(rows)
    again = Batch(tuple(entry for block in blocks for entry in block), tuple(rows)).grouped
    assert _sets(again.submissions) == _sets(grouped.submissions)


def _blocks(entries: tuple[FileEntry, ...]) -> list[list[FileEntry]]:
    """The files that came by themselves, each with what came out of it."""
    blocks: list[list[FileEntry]] = []
    for entry in entries:
        if len(entry.origin) == 1:
            blocks.append([])
        blocks[-1].append(entry)
    return blocks


def _sets(submissions: tuple[Sent, ...]) -> Counter[object]:
    return Counter(
        (sent.kind, frozenset(entry.path for entry in sent.files), frozenset(
            (frozenset(row.id for row in share.forms), frozenset(entry.path for entry in share.files)) for share in sent.shares
        )) for sent in submissions
    )


def test_folders_without_end_do_no_harm() -> None:
    """Senders decide how deep a folder lies in an archive; what lies deeper than people's folders is taken together."""
    deep = "区.eml/包.zip/" + "深/" * 20_000
    files: list[File | str] = [of(JIA, "区.eml/1.docx"), of(YI, f"{deep}2.docx"), *(f"{deep}{number}.jpg" for number in range(200))]
    assert {name: len(found) for name, found in shares(*files).items()} == {JIA.name: 1, YI.name: 201}
    assert together(of(JIA, f"包.zip/{'深/' * 20_000}1.docx")) == [[f"包.zip/{'深/' * 20_000}1.docx"]]
