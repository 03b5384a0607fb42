"""What came by mail: complete, late, forwarded, with names in every encoding, and with no form at all."""

from dataclasses import replace

from samples import litter
from samples.catalogue.envelopes import by_mail, from_outlook, in_winmail, letter, mailbox, zip_of_windows
from samples.catalogue.handing import BOTH_MISSING, EVALUATION, TRAINING, certificate, commitment, credit_report, unit
from samples.envelopes.mail import Letter, Naming
from samples.forms import Filled, make_form
from samples.sample import MISSING, Handed, Item, Litter, Sample
from samples.style import Dates, Numbers, PdfStyle, Ticks, WordStyle

_INBOX = "收件箱"
_FORM = "A form that came by mail, in order."
_LATE = ("timing.late",)
_APART = ("materials.supplement",)
_WHOSE = "materials.whose"


def mails() -> tuple[Handed, ...]:
    """All of them."""
    return (*_ordinary(), *_in_and_out_of_time(), *_packed(), *_forwarded(), _question(), *_sent_apart(), *_boxes())


def _application(filled: Filled, style: WordStyle | PdfStyle, form: str, *beside: str) -> tuple[Item, ...]:
    """The form, and certificate and commitment under these names."""
    return (Sample(form, _FORM, (filled,), style), certificate(beside[0])(filled), commitment(beside[1])(filled))


def _ordinary() -> tuple[Handed, ...]:
    one, two, three = (
        make_form(701, TRAINING, unit=unit(24), people=3), make_form(702, EVALUATION, unit=unit(31), people=3),
        make_form(703, TRAINING, unit=unit(32), people=3),
    )
    return (
        Handed("mail", "数字技术工程师培育项目申报材料", (by_mail(
            f"{_INBOX}/数字技术工程师培育项目申报材料.eml", "A complete application with three attachments.",
            letter(one, "数字技术工程师培育项目申报材料"),
            *_application(one, WordStyle(), "附件1 培训机构推荐表.docx", "{certificate}.pdf", "诚信承诺书.docx"),
        ),)),
        Handed("mail", f"评价机构申报-{two.form.organisation.name}", (by_mail(
            f"{_INBOX}/评价机构申报.eml", "Names of attachments in RFC 2231, in parts, and in raw GBK.",
            letter(two, "评价机构申报-{name}", naming=(Naming.SECTIONS, Naming.GBK)),
            *_application(
                two, WordStyle(ticks=Ticks.CHECKED), "附件2：评价机构推荐表（{name}，电子版）.docx", "{name}{certificate}.docx",
                "{name}诚信承诺书（加盖公章后的电子版扫描件）.docx",
            ),
        ),)),
        Handed("mail", "申报培训机构", (by_mail(
            f"{_INBOX}/申报培训机构.eml", "A picture in the signature, which is no paper.",
            letter(three, "申报培训机构", inline="image001.png"),
            Litter("image001.png", "The sender's logo, 48 by 16 points.", litter.logo, "ignored"),
            *_application(three, WordStyle(dates=Dates.DOT), "推荐表.docx", "{certificate}.docx", "承诺书.docx"),
        ),)),
    )


def _in_and_out_of_time() -> tuple[Handed, ...]:
    late, just, utc = (
        make_form(711, EVALUATION, unit=unit(25), people=3), make_form(712, TRAINING, unit=unit(26), people=3),
        make_form(713, TRAINING, unit=unit(27), people=3),
    )
    return (
        Handed("mail", "补发：申报材料", (by_mail(
            f"{_INBOX}/补发：申报材料.eml", "Sent in time by the sender's clock, received the day after the deadline.",
            letter(late, "补发：申报材料", "Fri, 16 Jun 2023 16:40:05 +0800", "Sat, 17 Jun 2023 09:12:33 +0800"),
            *_application(late, WordStyle(numbers=Numbers.GROUPED), "评价机构推荐表.docx", "{certificate}.docx", "诚信承诺书.docx"),
        ),), findings=_LATE),
        Handed("mail", "申报材料（今日截止）", (by_mail(
            f"{_INBOX}/申报材料（今日截止）.eml", "Received by a server that keeps Tokyo's time, where it was the 17th: in time in China.",
            letter(just, "申报材料（今日截止）", "Fri, 16 Jun 2023 23:58:02 +0800", "Sat, 17 Jun 2023 00:58:44 +0900"),
            *_application(just, WordStyle(), "培训机构推荐表.docx", "{certificate}.docx", "诚信承诺书.docx"),
        ),)),
        Handed("mail", "报送推荐表", (by_mail(
            f"{_INBOX}/报送推荐表.eml", "Received on the 16th in UTC, which was the 17th in China: late.",
            letter(utc, "报送推荐表", "Fri, 16 Jun 2023 16:20:51 +0000", "Fri, 16 Jun 2023 16:21:07 +0000 (UTC)"),
            *_application(utc, WordStyle(dates=Dates.ISO), "推荐表.docx", "登记证书.docx", "诚信承诺书.docx"),
        ),), findings=_LATE),
    )


def _packed() -> tuple[Handed, ...]:
    zipped, msg, winmail = (
        make_form(721, EVALUATION, unit=unit(28), people=3), make_form(722, TRAINING, unit=unit(33), people=3),
        make_form(723, TRAINING, unit=unit(35), people=3),
    )
    return (
        Handed("mail", "申报材料（压缩包）", (by_mail(
            f"{_INBOX}/申报材料（压缩包）.eml", "The application in a zip.", letter(zipped, "申报材料（压缩包）"),
            zip_of_windows(
                "申报材料.zip", "Names in GBK, and nothing that says so.",
                *_application(
                    zipped, WordStyle(ticks=Ticks.REPLACED), "申报材料/推荐表.docx", "申报材料/{certificate}.png",
                    "申报材料/诚信承诺书.docx",
                ),
            ),
        ),)),
        Handed("mail", "转交申报材料", (from_outlook(
            f"{_INBOX}/转交申报材料.msg", "A mail saved from Outlook.", letter(msg, "转交申报材料"),
            *_application(msg, WordStyle(), "推荐表.docx", "{certificate}.docx", "诚信承诺书.docx"),
        ),)),
        Handed("mail", "培训机构申报", (by_mail(
            f"{_INBOX}/培训机构申报.eml", "All attachments in a winmail.dat.", letter(winmail, "培训机构申报"),
            in_winmail(*_application(winmail, WordStyle(), "推荐表.docx", "{certificate}.docx", "诚信承诺书.docx")),
        ),)),
    )


def _forwarded() -> tuple[Handed, ...]:
    """A district's office forwards what two applicants sent it; the second has sent no certificate. What it sends later may be of either."""
    one, two = make_form(731, TRAINING, unit=unit(29), people=3), make_form(732, EVALUATION, unit=unit(30), people=3)
    inner = tuple(replace(letter(filled, "申报材料-{name}"), received=None) for filled in (one, two))
    outer = Letter(
        "样例区受理窗口 <chuangkou@district.example.org>", "转报：样例区申报材料（2家）", "现转报我区两家单位的申报材料，请审核。\n",
        "Thu, 15 Jun 2023 15:02:10 +0800", "Thu, 15 Jun 2023 15:02:18 +0800",
    )
    later = replace(
        outer, subject="转报：样例区补充材料", date="Fri, 16 Jun 2023 10:20:00 +0800", received="Fri, 16 Jun 2023 10:20:09 +0800",
    )
    brochure = Litter("单位宣传册.docx", "A paper that does not say whose it is.", litter.brochure, "material")
    forwarded = Handed("mail", outer.subject, (by_mail(
        f"{_INBOX}/转报：样例区申报材料（2家）.eml", "A district's office forwards the mails of two applicants.", outer,
        by_mail(
            f"{inner[0].subject}.eml", "A forwarded mail.", inner[0],
            *_application(one, WordStyle(), "推荐表.docx", "{certificate}.docx", "诚信承诺书.docx"),
        ),
        by_mail(
            f"{inner[1].subject}.eml", "A forwarded mail without a certificate.", inner[1],
            Sample("评价机构推荐表.docx", _FORM, (two,), WordStyle(ticks=Ticks.FILLED), (MISSING, _WHOSE)),
            credit_report("信用报告.pdf")(two),
        ),
    ),), BOTH_MISSING[:1], (MISSING, _WHOSE), is_shared=True)
    return forwarded, Handed("mail", later.subject, (by_mail(
        f"{_INBOX}/转报：样例区补充材料.eml", "The district's office sends something that may be of either applicant.", later, brochure,
    ),), findings=(_WHOSE, "materials.unrecognised"))


def _question() -> Handed:
    asked = Letter(
        "某培训机构 <zixun@training.example.com>", "咨询：申报截止时间", "请问申报材料是以邮件发出时间还是收到时间为准？谢谢！\n",
        "Mon, 12 Jun 2023 09:15:20 +0800", "Mon, 12 Jun 2023 09:15:26 +0800",
    )
    return Handed("mail", asked.subject, (by_mail(
        f"{_INBOX}/咨询：申报截止时间.eml", "A question, with nothing attached.", asked,
    ),))


def _sent_apart() -> tuple[Handed, ...]:
    """An application without a certificate, and the certificate in a mail of its own after the last day."""
    filled = make_form(751, TRAINING, unit=unit(60), people=3)
    first = letter(filled, "培训机构推荐表（证书后补）")
    later = letter(filled, "补报登记证书", "Mon, 19 Jun 2023 10:02:11 +0800", "Mon, 19 Jun 2023 10:02:19 +0800")
    return (
        Handed("mail", first.subject, (by_mail(
            f"{_INBOX}/培训机构推荐表（证书后补）.eml", "An application whose certificate comes later.", first,
            Sample("推荐表.docx", _FORM, (filled,), WordStyle()), commitment("诚信承诺书.docx")(filled),
        ),), findings=_APART),
        Handed("mail", later.subject, (by_mail(
            f"{_INBOX}/补报登记证书.eml", "The certificate, when it was asked for; the application was in time.", later,
            certificate("{certificate}.pdf")(filled),
        ),), findings=_APART),
    )


def _boxes() -> tuple[Handed, ...]:
    """An application that was corrected, and a mailbox in one file in which the correction lies."""
    one, two = make_form(741, TRAINING, unit=unit(36), people=3), make_form(742, EVALUATION, unit=unit(37), people=3)
    faulty, again = (
        make_form(743, TRAINING, faults, unit=unit(44), people=3) for faults in (("totals.faculty", "identity.email"), ("identity.email",))
    )
    names = ("推荐表.docx", "{certificate}.docx", "诚信承诺书.docx")
    path = f"{_INBOX}/收件箱备份.mbox"
    first = Sample(
        names[0], "An application that was corrected later: as it came first.", (faulty,), WordStyle(), corrected_by=f"{path}/3.eml/{names[0]}",
    )
    second = Sample(names[0], "The same application corrected, though not in all.", (again,), WordStyle(dates=Dates.ISO))
    papers = (certificate(names[1])(again), commitment(names[2])(again))
    subjects = ("培训机构申报材料", "评价机构申报材料", "再次报送申报材料")
    letters = (
        letter(one, subjects[0]), letter(two, subjects[1]),
        letter(again, subjects[2], "Thu, 15 Jun 2023 17:30:12 +0800", "Thu, 15 Jun 2023 17:30:20 +0800"),
    )
    contents = (_application(one, WordStyle(), *names), _application(two, WordStyle(), *names), (second, *papers))
    box = mailbox(path, "A mailbox in one file.", *zip(letters, contents, strict=True))
    return (
        Handed("mail", "报送申报材料", (by_mail(
            f"{_INBOX}/报送申报材料.eml", "An application that is corrected by a later mail.", letter(again, "报送申报材料"), first, *papers,
        ),)),
        Handed(None, "", (box,)),
        *(Handed("mail", subject, (mail,), inside=box.place) for subject, mail in zip(subjects, box.members, strict=True)),
    )
