"""What the samples hold, for machines (`expected.json`) and for people (`README.md`)."""

import json
from collections.abc import Sequence
from functools import cache
from typing import Any

from samples.sample import MISSING, Container, Handed, Item, Litter, PaperFile, Sample
from schema.batch import Outcome
from schema.boxes import boxes, headers
from schema.forms import FORM_NAMES, FORMS, FormType
from schema.submission import PAPER_NAMES, SUBMISSION_NAMES

_INTRODUCTION = """\
# Samples

Made by `python -m samples.generate` from the schema, the same bytes each time. **Every unit, person, number and text
in them is invented**: names were put together from lists, credit codes and identity numbers were drawn and given valid
check digits, web and mail addresses lie below the reserved example.com and example.org. None was copied from a real
application. The certificates, credit reports and pledges say on their face that they are samples; the offices that
issued them do not exist.

- `templates/`: the two blank forms as Word files, laid out as in the notice, ready to be sent out.
- `mailbox/`: what an office gets back; `make run` processes it. The tables below list what came together and every file.
- `expected.json`: the same for tests. `files` by path below `mailbox/`, those in mails and archives below the path of
  their container: `outcome`; `problem`, the code of a file that cannot be read, else null; `members`, how many files a
  container holds, else null; `paper`, what it is and what it must be known by; `forms`, each with its `form_type`, the
  `form` as the record must have it (blanks and line breaks inside texts do not count) and `faults`, every finding that
  must be raised; `corrected_by`, the path of the file that counts in its stead, else null. `submissions`: what came
  together, `missing` materials, and the `findings` that must be raised about it; those that concern a form are among its
  `faults` as well.

A finding is written `code@field`, rows of a table by index from 0; `code` alone is about the file, or about what stands
beside it. A form without one is in order.

For tests and benchmarks that want many forms:

```python
from samples.forms import make_form                # make_form(seed, form_type, faults=()) -> Filled
from samples.style import pdf_style, word_style    # word_style(seed) -> WordStyle: some way of filling it
from samples import pdf, word                      # word.write(filled, style) -> bytes, pdf.write(filled, style) -> bytes

filled = make_form(7, "training_institution", ["totals.trained", "limits.characters@plan.text"])
document = word.write(filled, word_style(7))       # filled.form is what must be read, filled.faults what must be found
```

`samples.faults.FAULTS` has every fault by name. The PDF files embed WenQuanYi Zen Hei (Debian package
fonts-wqy-zenhei, GPL with font exception), and the scans are drawn with it; only making them anew needs it installed.

"""
_FILES = "\n## Files\n\n| file | purpose | way of filling, or what it is | findings that must be raised |\n|---|---|---|---|\n"
_TOGETHER = """\
## What was handed in together

A submission is a mail with all that is in it, the folder of one applicant, or loose files of one applicant. What the
notice wants of each: the form, 法人登记证书复印件, and 信用报告 or 诚信承诺书.

| submission | forms | papers | findings about the submission |
|---|---|---|---|
"""
_RANK: tuple[Outcome, ...] = ("form", "problem", "material", "ignored")


def as_json(mailbox: Sequence[Handed]) -> str:
    """The content of expected.json."""
    files = {path: _expected(item, handed.of_forms) for handed in mailbox for path, item in handed.files()}
    submissions: list[dict[str, Any]] = [
        {
            "kind": handed.kind, "title": handed.title, "files": sorted(path for path, item in handed.files() if not isinstance(item, Container)),
            "missing": list(handed.missing), "findings": list(handed.findings),
        }
        for handed in mailbox if handed.kind
    ]
    said = {"files": dict(sorted(files.items())), "submissions": sorted(submissions, key=lambda one: one["files"])}
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def as_readme(mailbox: Sequence[Handed]) -> str:
    """The content of README.md."""
    rows = {path: _row(path, item) for handed in mailbox for path, item in handed.files()}
    together = [_submission(handed) for handed in mailbox if handed.kind]
    files = _FILES + "\n".join(row for _, row in sorted(rows.items()))
    return _INTRODUCTION + _TOGETHER + "\n".join(sorted(together)) + "\n" + files + "\n"


def _outcome(item: Item) -> Outcome:
    if isinstance(item, Container):
        inside = {_outcome(member) for member in item.members}
        return next((one for one in _RANK if one in inside), "ignored")
    if isinstance(item, Litter):
        return item.outcome
    return "material" if isinstance(item, PaperFile) and item.kind != "form" else "form"


def _expected(item: Item, beside: Sequence[str]) -> dict[str, Any]:
    """What must come of a file. beside: findings about the submission that its forms have too."""
    paper: dict[str, str] | None = None
    forms: list[dict[str, Any]] = []
    if isinstance(item, Sample):
        paper = {"kind": "form", "by": "content"}
        forms = [
            {
                "form_type": form.form_type, "faults": [*item.faults(form), *dict.fromkeys(beside)],
                "form": form.form.model_dump(mode="json"),
            }
            for form in item.forms
        ]
    elif isinstance(item, PaperFile):
        paper = {"kind": item.kind, "by": item.by}
    return {
        "outcome": _outcome(item), "problem": item.code if isinstance(item, Litter) else None,
        "members": len(item.members) if isinstance(item, Container) else None, "paper": paper, "forms": forms,
        "corrected_by": item.corrected_by if isinstance(item, Sample) else None,
    }


def _row(path: str, item: Item) -> str:
    told = []
    if isinstance(item, Sample):
        for form in item.forms:
            faults = [_told(form.form_type, fault) for fault in item.faults(form)]
            told.append(f"{FORM_NAMES[form.form_type]}: {'; '.join(faults) or 'none'}")
    elif isinstance(item, Litter) and item.code:
        told.append(f"`{item.code}` (the file as a whole)")
    return f"| {path} | {item.purpose} | {_described(item)} | {'<br>'.join(told)} |"


def _described(item: Item) -> str:
    if isinstance(item, Sample):
        return item.style.describe()
    if isinstance(item, PaperFile):
        return f"{PAPER_NAMES[item.kind]}, to be known by its {item.by}"
    return f"files inside: {len(item.members)}" if isinstance(item, Container) else item.outcome


def _submission(handed: Handed) -> str:
    items = [item for _, item in handed.files()]
    forms = [form for item in items if isinstance(item, Sample) for form in item.forms]
    named = [f"{form.form.organisation.name}, {FORM_NAMES[form.form_type]}" for form in forms]
    papers = [PAPER_NAMES[item.kind] for item in items if isinstance(item, PaperFile)]
    missing = [f"{MISSING}: {name}" for name in handed.missing]
    findings = missing + [code for code in handed.findings if code != MISSING]
    title = f"{SUBMISSION_NAMES[handed.kind] if handed.kind else ''} {handed.title}"
    return f"| {title} | {'<br>'.join(named)} | {'<br>'.join(papers)} | {'<br>'.join(findings) or 'none'} |"


def _told(form_type: FormType, fault: str) -> str:
    _, _, path = fault.partition("@")
    return f"`{fault}` {_labels(form_type)[_without_index(path)]}" if path else f"`{fault}`"


def _without_index(path: str) -> str:
    head, bracket, rest = path.partition("[")
    return f"{head}[]{rest.partition(']')[2]}" if bracket else head


@cache
def _labels(form_type: FormType) -> dict[str, str]:
    form = FORMS[form_type]
    return {header.path: header.label for header in headers(form)} | {box.path: box.title for box in boxes(form)}
