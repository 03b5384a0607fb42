"""Tables by year must show the years that the form asks for: `periods.*`.

Clause: 近三年 and 近5年 are the three and the five years before the notice's year. Rows whose year is missing are
told by completeness; then only years that are certainly wrong are told here.

Example: 近三年纳税情况 for 2021 to 2023 in an application of 2023.
"""

from collections.abc import Iterator

from schema.evaluation import EvaluationForm
from schema.finding import Finding
from schema.folding import fold
from schema.forms import Form
from schema.training import TrainingForm
from validators.check import Case, check


@check("periods.tax_years")
def taxes_are_of_the_three_years(case: Case[Form]) -> Iterator[Finding]:
    """近三年纳税情况 has the three years before the notice's, and no other."""
    years = [row.year for row in case.form.organisation.tax_records]
    if _are_wrong(years, case.notice.tax_years):
        found, expected = _list(years), _list(case.notice.tax_years)
        yield case.finding("periods.tax_years", "organisation.tax_records", found=found, expected=expected)


@check("periods.history_years", form=TrainingForm)
def training_is_of_the_five_years(case: Case[TrainingForm]) -> Iterator[Finding]:
    """近5年培训规模 has the five years before the notice's, each once."""
    years = [row.year for row in case.form.foundation.training_history]
    repeated = [f"{year}年" for year in dict.fromkeys(years) if year is not None and years.count(year) > 1]
    yield from _history(case, "foundation.training_history", years, repeated)


@check("periods.history_years", form=EvaluationForm)
def certificates_are_of_the_five_years(case: Case[EvaluationForm]) -> Iterator[Finding]:
    """近5年开展考核评价规模 has the five years before the notice's; a year may have several certificates, each once."""
    rows = case.form.foundation.certificate_history
    keys = [(row.year, fold(row.name)) for row in rows if row.year is not None and row.name]
    repeated = {(row.year, fold(row.name)): f"{row.year}年“{row.name}”" for row in rows if row.year and row.name}
    told = [words for key, words in repeated.items() if keys.count(key) > 1]
    yield from _history(case, "foundation.certificate_history", [row.year for row in rows], told)


def _history(
    case: Case[TrainingForm] | Case[EvaluationForm], field: str, years: list[int | None], repeated: list[str],
) -> Iterator[Finding]:
    wrong = _are_wrong(years, case.notice.history_years)
    if wrong or repeated:
        yield case.finding(
            "periods.history_years", field, variant=None if wrong else "repeated",
            found=_list(years), expected=_list(case.notice.history_years), repeated="、".join(repeated),
        )


def _are_wrong(years: list[int | None], expected: tuple[int, ...]) -> bool:
    known = {year for year in years if year is not None}
    lacks_some = bool(years) and None not in years and not known.issuperset(expected)
    return lacks_some or not known.issubset(expected)


def _list(years: list[int | None] | tuple[int, ...]) -> str:
    return "、".join(map(str, sorted({year for year in years if year is not None})))
