"""What the commands print."""

import json

import pytest

from ingest.describe import record_schema
from schema.catalogue import CATALOGUE
from schema.forms import FormType
from tests.ingest.support import run_hebiao

COMMANDS = ("run", "check", "fetch", "schema", "codes")


def test_help_names_every_command() -> None:
    """The first page leads to all others and explains the exit codes."""
    page = run_hebiao("--help").stdout
    assert all(f"\n  {name}" in page for name in COMMANDS)
    assert all(f"\n  {code} " in page for code in (0, 1, 2, 3, 4, 130))


@pytest.mark.parametrize(("command", "options"), [
    ("run", ["INPUT", "--out", "--notice", "--jobs", "--log-level", "--fail-on", "--letterhead", "--reply-by"]),
    ("check", ["FILE", "--json", "--notice", "--jobs", "--log-level", "--fail-on"]),
    ("fetch", ["URL", "--to"]),
    ("schema", ["FORM_TYPE"]),
    ("codes", ["--notice"]),
])
def test_help_of_a_command(command: str, options: list[str]) -> None:
    """Every option is there with a Chinese explanation, and no English is left."""
    page = run_hebiao(command, "--help").stdout
    assert all(option in page for option in options)
    assert not any(word in page for word in ("Usage", "Options", "Show this", "default"))


def test_codes_are_the_catalogue() -> None:
    """One line a code with severity, title and clause, in the order of the catalogue."""
    lines = run_hebiao("codes").stdout.splitlines()
    assert [line.split()[0] for line in lines] == [entry.code for entry in CATALOGUE]
    assert lines[0].split()[1:3] == ["错误", CATALOGUE[0].title]


def test_schema_is_printed() -> None:
    """`schema` prints the JSON Schema, labels and limits of the paper in it."""
    said = json.loads(run_hebiao("schema", "evaluation_institution").stdout)
    assert said == record_schema("evaluation_institution")
    assert said["$defs"]["Organisation"]["properties"]["profile"]["x-limit"] == 800


@pytest.mark.parametrize(("form_type", "form", "other"), [
    ("training_institution", "TrainingForm", "EvaluationForm"),
    ("evaluation_institution", "EvaluationForm", "TrainingForm"),
])
def test_schema_of_one_form(form_type: FormType, form: str, other: str) -> None:
    """The schema of one kind knows nothing of the other, and every reference in it leads somewhere."""
    schema = record_schema(form_type)
    assert schema["properties"]["form_type"]["const"] == form_type
    assert form in schema["$defs"]
    assert other not in schema["$defs"]
    text = json.dumps(schema)
    assert all(f'"#/$defs/{name}"' in text for name in schema["$defs"])
    both = record_schema(None)["$defs"]
    assert {form, other} <= set(both)
