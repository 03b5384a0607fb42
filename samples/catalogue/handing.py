"""How the catalogue says what somebody handed in: forms, and beside them papers that fit the first of them."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath
from random import Random

from samples.forms import Filled
from samples.papers.certificate import certificate as certificate_page
from samples.papers.certificate import certificate_name
from samples.papers.page import Page
from samples.papers.registration import Registration, registration
from samples.papers.trust import commitment as commitment_page
from samples.papers.trust import credit_report as credit_report_page
from samples.papers.writers import WRITERS, as_photo, as_site_pdf
from samples.sample import MISSING, Container, Handed, Litter, PaperFile, Sample
from samples.style import Look
from samples.units import Unit, draw_unit
from schema.batch import Outcome
from schema.forms import FormType
from schema.submission import PAPER_NAMES, PaperKind, SubmissionKind

TRAINING: FormType = "training_institution"
EVALUATION: FormType = "evaluation_institution"
Fitting = Callable[[Filled], PaperFile | Litter]
BOTH_MISSING = ("法人登记证书复印件", "信用报告或诚信承诺书")


def unit(seed: int) -> Unit:
    """One of the units of the samples."""
    return draw_unit(Random(f"unit {seed}"))


def handed(
    kind: SubmissionKind, title: str, *items: Sample | Litter | Container | Fitting,
    missing: tuple[str, ...] = (), findings: tuple[str, ...] = (),
) -> Handed:
    """A submission of one applicant.

    title: `{name}` for the applicant's. items: the first form says what the papers must fit.
    findings: about the submission, beside one for every missing material.
    """
    form = next(item for item in items if isinstance(item, Sample)).forms[0]
    files = tuple(item(form) if callable(item) else item for item in items)
    return Handed(kind, title.format(name=form.form.organisation.name), files, missing, (*(MISSING for _ in missing), *findings))


def extra(path: str, purpose: str, write: Callable[[], bytes], outcome: Outcome) -> Fitting:
    """A file that nobody asked for. path: `{name}` for the applicant's name."""
    return lambda filled: Litter(path.format(name=filled.form.organisation.name), purpose, write, outcome)


def certificate(path: str, of: Unit | None = None, *, named: Unit | None = None) -> Fitting:
    """法人登记证书复印件 of the applicant.

    path: `{name}` for the applicant's name, `{certificate}` for what its certificate is called; the suffix says what
    file it is. of: the unit whose code it has, where the form has it wrong. named: another unit, of which it is.
    """
    def fitting(filled: Filled) -> PaperFile:
        entry = _of_another(filled, named) if named else registration(filled, of)
        return _paper(path, filled, "certificate", certificate_page(entry))

    return fitting


def photographed_certificate(path: str, look: Look) -> Fitting:
    """The same as a photo, with the QR code of the register of companies on it."""
    def fitting(filled: Filled) -> PaperFile:
        entry = registration(filled)
        page = replace(certificate_page(entry), code=f"http://www.gsxt.gov.cn/index/scan.html?uniscid={entry.credit_code}")
        place = path.format(name=entry.name, certificate=certificate_name(entry.credit_code))
        write = partial(as_photo, page, look, path)
        return PaperFile(place, f"{page.title}, a photo, with a QR code.", "certificate", "content", write)

    return fitting


def credit_report(path: str) -> Fitting:
    """信用报告 of the applicant, from a website."""
    return lambda filled: _paper(path, filled, "credit_report", credit_report_page(registration(filled)))


def commitment(path: str) -> Fitting:
    """诚信承诺书 of the applicant."""
    return lambda filled: _paper(path, filled, "commitment", commitment_page(registration(filled)))


def _paper(path: str, filled: Filled, kind: PaperKind, page: Page) -> PaperFile:
    said = filled.form.organisation
    place = path.format(name=said.name, certificate=certificate_name(said.credit_code))
    suffix = PurePosixPath(place).suffix
    write = as_site_pdf if kind == "credit_report" and suffix == ".pdf" else WRITERS[suffix]
    scanned = suffix in (".png", ".jpg")
    title = page.title if kind == "certificate" else PAPER_NAMES[kind]
    purpose = f"{title}, {'scanned' if scanned else 'with its text'}."
    return PaperFile(place, purpose, kind, "content", partial(write, page))


def _of_another(filled: Filled, named: Unit) -> Registration:
    entry = registration(filled)
    return Registration(
        name=named.name, credit_code=named.credit_code, representative="施景澄", established=named.established,
        address=named.address, capital=entry.capital, industry=named.industry,
    )
