"""What a file is by its name, where its content cannot say it: scans, photos, files that are not read."""

import re

from schema.folding import fold
from schema.submission import PaperKind

_FORM = re.compile(r"推荐表|申报表|申请表")
# In the order in which they are asked for, not in that of the name. 法人身份证 is nobody's certificate, and the 承诺
# of 「推荐表（含信用承诺）」 is the form's own.
_KINDS: tuple[tuple[PaperKind, re.Pattern[str]], ...] = (
    ("form", _FORM),
    ("certificate", re.compile(
        r"法人(?:登记|资格|注册)?证(?:书|副本|正本|复印|扫描|\d*$)|营业执照|执照(?:副本|正本|复印|扫描|\d*$)|统一社会信用代码证"
        r"|(?:事业单位|民办非企业|民非|社会团体|社团|社会组织|社会服务机构|基金会|单位|机构)(?:单位|法人)*(?:登记|注册)证"
        r"|(?<!著作权)(?<!作品)(?<!商标)(?<!专利)(?<!产品)(?<!产权)(?<!软件)登记证书|三证合一|五证合一"
    )),
    ("credit_report", re.compile(r"(?:信用|征信)(?:信息|状况|记录|情况)*(?:查询|核查|评价)?(?:报告|证明|截图|结果|$)|信用中国")),
    ("commitment", re.compile(r"承诺[书函]|(?:诚信|信用|守信|真实性)承诺")),
)
_LETTER_OF_COMMITMENT = re.compile(r"承诺[书函]")


def kinds_by_name(name: str) -> tuple[PaperKind, ...]:
    """The papers that the name of a file, without its extension, says are in it: 「营业执照、承诺书」 names two.

    Empty where it says nothing. Spaces, brackets and punctuation do not count, nor do 副本, 复印件, 扫描件, 盖章.
    """
    folded = fold(name)
    kinds = tuple(kind for kind, words in _KINDS if words.search(folded))
    if "form" in kinds and "commitment" in kinds and not _LETTER_OF_COMMITMENT.search(folded):
        kinds = tuple(kind for kind in kinds if kind != "commitment")
    return kinds
