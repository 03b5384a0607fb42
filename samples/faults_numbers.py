"""Sums that do not come out, texts that are too long, codes whose check digits fail: `totals.*`, `limits.*`, `identity.*`."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from samples.draft import Draft
from samples.identifiers import credit_check, identity_check
from samples.prose import latin_heavy, overlong
from schema.boxes import boxes
from schema.forms import FORMS


def _trained(draft: Draft, _: str) -> list[str]:
    draft.foundation["trained_total"] += 100
    return ["totals.trained@foundation.trained_total"]


def _independent(draft: Draft, _: str) -> list[str]:
    draft.foundation["independent_total"] -= 60
    return ["totals.independent@foundation.independent_total"]


def _year_split(draft: Draft, _: str) -> list[str]:
    draft.foundation["training_history"][2]["cooperative"] += 20
    return ["totals.year_split@foundation.training_history[2].trained"]


def _independent_exceeds(draft: Draft, _: str) -> list[str]:
    # The two totals changed places.
    foundation = draft.foundation
    foundation["trained_total"], foundation["independent_total"] = foundation["independent_total"], foundation["trained_total"]
    return [
        "totals.trained@foundation.trained_total", "totals.independent@foundation.independent_total",
        "totals.independent_exceeds@foundation.independent_total",
    ]


def _issued(draft: Draft, _: str) -> list[str]:
    draft.foundation["issued_total"] += 90
    return ["totals.issued@foundation.issued_total"]


def _own(draft: Draft, _: str) -> list[str]:
    draft.foundation["own_total"] -= 50
    return ["totals.own@foundation.own_total"]


def _own_exceeds(draft: Draft, _: str) -> list[str]:
    draft.foundation["own_total"] = draft.foundation["issued_total"] + 300
    return ["totals.own@foundation.own_total", "totals.own_exceeds@foundation.own_total"]


def _faculty(draft: Draft, _: str) -> list[str]:
    draft.foundation["faculty_total"] += 4
    return ["totals.faculty@foundation.faculty_total"]


def _team(draft: Draft, _: str) -> list[str]:
    draft.foundation["team_total"] -= 2
    return ["totals.team@foundation.team_total"]


def _characters(draft: Draft, path: str) -> list[str]:
    _text(draft, path, overlong)
    return [f"limits.characters@{path}"]


def _characters_only(draft: Draft, path: str) -> list[str]:
    _text(draft, path, latin_heavy)
    return [f"limits.characters@{path}"]


def _text(draft: Draft, path: str, write: Callable[..., str]) -> None:
    limit = next(box.limit for box in boxes(FORMS[draft.form_type]) if box.path == path)
    section, _, name = path.partition(".")
    draft.data[section][name] = write(draft.rng, draft.form_type, path, draft.words, limit)


def _credit_code(draft: Draft, _: str) -> list[str]:
    code = draft.organisation["credit_code"]
    draft.organisation["credit_code"] = code[:17] + ("7" if code[17] != "7" else "4")
    return ["identity.credit_code@organisation.credit_code"]


def _credit_code_length(draft: Draft, _: str) -> list[str]:
    code = draft.organisation["credit_code"]
    draft.organisation["credit_code"] = code[:12] + code[13:]
    return ["identity.credit_code@organisation.credit_code"]


def _credit_code_alphabet(draft: Draft, _: str) -> list[str]:
    # A letter O for a nought, as people type it.
    code = draft.organisation["credit_code"]
    draft.organisation["credit_code"] = code[:2] + code[2:].replace("0", "O", 1)
    return ["identity.credit_code@organisation.credit_code"]


def _credit_code_organisation(draft: Draft, _: str) -> list[str]:
    # The last check digit fits, the one inside does not.
    code = draft.organisation["credit_code"]
    body = code[:16] + ("3" if code[16] != "3" else "6")
    draft.organisation["credit_code"] = body + credit_check(body)
    return ["identity.credit_code@organisation.credit_code"]


def _id_number(draft: Draft, _: str) -> list[str]:
    # Two neighbouring digits of the order number changed places, or the last one was mistyped.
    number = draft.organisation["legal_representative"]["id_number"]
    wrong = str((int(identity_check(number[:17]).replace("X", "0")) + 3) % 10)
    draft.organisation["legal_representative"]["id_number"] = number[:17] + wrong
    return ["identity.id_number@organisation.legal_representative.id_number"]


def _id_number_birth(draft: Draft, _: str) -> list[str]:
    number = draft.organisation["legal_representative"]["id_number"]
    body = f"{number[:10]}0230{number[14:17]}"  # the thirtieth of February
    draft.organisation["legal_representative"]["id_number"] = body + identity_check(body)
    return ["identity.id_number@organisation.legal_representative.id_number"]


def _id_number_future(draft: Draft, _: str) -> list[str]:
    number = draft.organisation["legal_representative"]["id_number"]
    body = f"{number[:6]}{date(2031, 4, 9):%Y%m%d}{number[14:17]}"
    draft.organisation["legal_representative"]["id_number"] = body + identity_check(body)
    return ["identity.id_number@organisation.legal_representative.id_number"]


def _phone(draft: Draft, _: str) -> list[str]:
    draft.organisation["contact"]["phone"] = draft.organisation["contact"]["phone"][:10]
    return ["identity.phone@organisation.contact.phone"]


def _phone_area_code(draft: Draft, _: str) -> list[str]:
    draft.organisation["contact"]["phone"] = "68" + draft.organisation["contact"]["phone"][5:]
    return ["identity.phone@organisation.contact.phone"]


def _email(draft: Draft, _: str) -> list[str]:
    draft.organisation["applicant"]["email"] = draft.organisation["applicant"]["email"].replace("@", "", 1)
    return ["identity.email@organisation.applicant.email"]


NUMBERS: Mapping[str, Callable[[Draft, str], list[str]]] = MappingProxyType({
    "totals.trained": _trained,
    "totals.independent": _independent,
    "totals.year_split": _year_split,
    "totals.independent_exceeds": _independent_exceeds,
    "totals.issued": _issued,
    "totals.own": _own,
    "totals.own_exceeds": _own_exceeds,
    "totals.faculty": _faculty,
    "totals.team": _team,
    "limits.characters": _characters,
    "limits.characters:characters_only": _characters_only,
    "identity.credit_code": _credit_code,
    "identity.credit_code:length": _credit_code_length,
    "identity.credit_code:alphabet": _credit_code_alphabet,
    "identity.credit_code:organisation": _credit_code_organisation,
    "identity.id_number": _id_number,
    "identity.id_number:birth": _id_number_birth,
    "identity.id_number:future": _id_number_future,
    "identity.phone": _phone,
    "identity.phone:area_code": _phone_area_code,
    "identity.email": _email,
})
