"""Texts must keep to the length that the form prints: `limits.characters`.

Clause: the words in the boxes themselves (「800字以内」). Counted is what Word shows as 字数 of the applicant's own
text; the template's prompts are no part of it. Where only 字符数（不计空格） is over, that is told as a hint.

Example: 「下步培训工作规划限 800 字以内，现有 1,035 字（按 Word 的“字数”统计，不含表内提示语），超出 235 字」.
"""

from collections.abc import Iterator

from schema.finding import Finding
from schema.forms import Form
from validators.check import Case, check
from validators.wordcount import count


@check("limits.characters")
def texts_keep_to_their_limits(case: Case[Form]) -> Iterator[Finding]:
    """No text has more 字 than its box allows."""
    for field in case.fields:
        box, text = field.box, field.value
        # A text has at least as many characters as 字, so a short one need not be counted.
        if box.limit is None or text is None or len(text) <= box.limit:
            continue
        counted = count(text)
        over = (counted.words if counted.words > box.limit else counted.characters) - box.limit
        if over > 0:
            yield case.finding(
                "limits.characters", field.path, variant=None if counted.words > box.limit else "characters_only",
                found=f"{counted.words:,} 字", expected=f"{box.limit:,} 字以内",
                limit=f"{box.limit:,}", words=f"{counted.words:,}", characters=f"{counted.characters:,}", over=f"{over:,}",
            )
