"""所属行业 is a category of GB/T 4754—2017, at any of its four levels, by name or code: `catalogue.industry`.

Clause: 推荐表注2. Several levels may be joined (「信息传输、软件和信息技术服务业—软件开发」), a code may stand beside a name.

Example: 「软件行业」 is a warning, and 软件开发 is suggested.
"""

from collections.abc import Iterator

from schema.finding import Finding
from schema.forms import Form
from schema.industries import is_industry, nearest_industry
from validators.check import Case, check


@check("catalogue.industry")
def industry_is_in_the_standard(case: Case[Form]) -> Iterator[Finding]:
    """所属行业 names nothing but categories of the standard."""
    value = case.form.organisation.industry
    if not value or is_industry(value):
        return
    nearest = nearest_industry(value)
    hint = f"是否为“{nearest}”？" if nearest else ""
    yield case.finding("catalogue.industry", "organisation.industry", found=value, expected=nearest, hint=hint)
