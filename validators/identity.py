"""Numbers and addresses that can be checked by themselves: `identity.*`.

Standards: GB 32100—2015 for 统一社会信用代码, GB 11643—1999 for 身份证号; see credit_code, id_number, phone and
email_address for what each says. A number is never corrected: where a slip is likely, or a recogniser may have misread
a character of a scan, the suggestion names it.

Example: a credit code with the letter O gives 「统一社会信用代码“…”含有代码中不使用的字符“O”」 and 「可能为…，请核对」.
"""

from collections.abc import Iterator

from schema.boxes import Kind
from schema.finding import Finding
from schema.forms import Form
from validators import credit_code, email_address, id_number, phone
from validators.check import Case, check


@check("identity.credit_code")
def credit_code_is_valid(case: Case[Form]) -> Iterator[Finding]:
    """统一社会信用代码 has 18 characters of its alphabet, and both its check digits are right."""
    number = case.form.organisation.credit_code
    fault = credit_code.diagnose(number) if number else None
    if number is None or fault is None:
        return
    likely = credit_code.lookalike(number, scanned=_is_scanned(case))
    yield case.finding(
        "identity.credit_code", "organisation.credit_code", variant=fault.kind, found=number,
        expected={"length": "18位", None: f"校验码为 {fault.expected}"}.get(fault.kind),
        length=fault.found, characters="、".join(fault.found), digit=fault.expected, stated=fault.found,
        hint=_hint(likely),
    )


@check("identity.id_number")
def id_number_is_valid(case: Case[Form]) -> Iterator[Finding]:
    """身份证号 has 18 characters, a day of birth that can be, and its check digit is right.

    Nobody who signs is born after the notice's deadline. A division that never was is only a doubt.
    """
    field = "organisation.legal_representative.id_number"
    number = case.form.organisation.legal_representative.id_number
    fault = id_number.diagnose(number, latest_birth=case.notice.deadline) if number else None
    if number is None or fault is None:
        return
    likely = id_number.lookalike(number, latest_birth=case.notice.deadline) if _is_scanned(case) else None
    yield case.finding(
        "identity.id_number", field, variant=fault.kind, found=number,
        expected="18位公民身份号码" if fault.kind in ("length", "old") else None,
        length=fault.detail, characters="、".join(fault.detail), birth=fault.detail, region=fault.detail,
        deadline=case.notice.deadline.isoformat(), hint=_hint(likely),
    )


@check("identity.phone")
def phones_are_of_the_mainland(case: Case[Form]) -> Iterator[Finding]:
    """Every telephone number is mobile, or landline with area code; several may stand in one box."""
    for field, number in _values_of(case, Kind.PHONE):
        fault = phone.diagnose(number)
        if fault:
            variant = None if fault == "invalid" else fault
            yield case.finding("identity.phone", field, variant=variant, found=number, expected="手机号码或带区号的固定电话号码")


@check("identity.email")
def emails_are_addresses(case: Case[Form]) -> Iterator[Finding]:
    """Every 邮箱 is an address."""
    for field, text in _values_of(case, Kind.EMAIL):
        if not email_address.is_valid(text):
            yield case.finding("identity.email", field, found=text, expected="电子邮箱地址")


def _is_scanned(case: Case[Form]) -> bool:
    return case.record.source.reader == "scan"


def _hint(likely: str | None) -> str:
    return f"可能为“{likely}”，请核对。" if likely else ""


def _values_of(case: Case[Form], kind: Kind) -> Iterator[tuple[str, str]]:
    """Path and value of every filled box of a kind, rows of tables included."""
    return ((field.path, field.value) for field in case.fields if field.box.kind is kind and field.value)
