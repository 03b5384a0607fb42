"""What the overview shows of a form."""

from ingest.process import CheckedForm
from schema.batch import PLACED, FormRow
from schema.evaluation import EvaluationForm
from validators.check import evidence_at
from validators.seals import is_unsealed


def form_row(checked: CheckedForm) -> FormRow:
    """The row of a form, with the findings about it by itself."""
    record, form = checked.record, checked.record.form
    scale = form.foundation.issued_total if isinstance(form, EvaluationForm) else form.foundation.trained_total
    return FormRow(
        id=record.id,
        form_type=record.form_type,
        path=record.source.path,
        sha256=record.source.sha256,
        reader=record.source.reader,
        unsealed=is_unsealed(record),
        organisation=form.organisation.name,
        credit_code=form.organisation.credit_code,
        occupation=form.occupation,
        levels=form.levels,
        address=form.organisation.address,
        legal_representative=form.organisation.legal_representative.name,
        established=form.organisation.established,
        contact=form.organisation.contact.name,
        contact_phone=form.organisation.contact.phone,
        scale=scale,
        unit_type=form.organisation.type,
        recommended_by=form.recommendation.organisation,
        places={field: evidence_at(record, record.evidence_of(field)) for field in PLACED},
        texts=dict(checked.texts),
        report=checked.report,
    )
