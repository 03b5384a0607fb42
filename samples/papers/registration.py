"""What a register says of a unit: what stands on its certificate and in its credit report."""

from dataclasses import dataclass
from datetime import date

from samples.forms import Filled
from samples.units import Unit


@dataclass(frozen=True, slots=True)
class Registration:
    """A legal entity as it is registered. capital: 万元."""

    name: str
    credit_code: str
    representative: str
    established: date
    address: str
    capital: int
    industry: str


def registration(filled: Filled, unit: Unit | None = None) -> Registration:
    """The unit of a form as it is registered: as the form says it.

    unit: where the form has the credit code wrong, as a register never has.
    """
    said = filled.form.organisation
    if not (said.name and said.credit_code and said.legal_representative.name and said.established and said.address):
        raise ValueError("the form does not say what unit it is of")
    return Registration(
        name=said.name, credit_code=unit.credit_code if unit else said.credit_code,
        representative=said.legal_representative.name, established=date.fromisoformat(said.established),
        address=said.address, capital=round(said.registered_capital or 0), industry=said.industry or "",
    )
