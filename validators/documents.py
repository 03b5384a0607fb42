"""What the reader and the mapper remarked about the file itself: `document.*`.

Clause: 通知第三条 (what is to be handed in) and the form. The reader knows what it saw, the catalogue how to say it.

Example: 「文件带有修订痕迹：…」.
"""

from collections.abc import Iterator

from schema.finding import Finding
from schema.forms import Form
from validators.check import Case, check

_AS_READ = {"document.type_mismatch": "read"}
_AS_SCANNED = {"document.template_altered": "scan"}


@check(
    "document.not_a_form", "document.several_forms", "document.joined_pages", "document.template_altered", "document.unmapped_label",
    "document.tracked_changes", "document.hidden_text", "document.macros", "document.encrypted",
    "document.unreadable", "document.too_large", "document.type_mismatch",
)
def remarks_are_told(case: Case[Form]) -> Iterator[Finding]:
    """Every remark of a record is a finding; of a file that was read, a wrong extension is no more than a hint.

    What is missing in a scan may stand on a page that was not scanned.
    """
    variants = _AS_READ | _AS_SCANNED if case.record.source.reader == "scan" else _AS_READ
    return (case.remark(remark, variants.get(remark.code)) for remark in case.record.remarks)
