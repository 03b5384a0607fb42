"""What the samples hold, for machines (`expected.json`) and for people (`README.md`)."""

import json
from collections.abc import Sequence
from functools import cache
from typing import Any

from samples.sample import Litter, Sample
from schema.boxes import boxes, headers
from schema.forms import FORM_NAMES, FORMS, FormType

_INTRODUCTION = """\
# Samples

Made by `python -m samples.generate` from the schema, the same bytes each time. **Every unit, person, number and text
in them is invented**: names were put together from lists, credit codes and identity numbers were drawn and given valid
check digits, web and mail addresses lie below the reserved example.com. None was copied from a real application.

- `templates/`: the two blank forms as Word files, laid out as in the notice, ready to be sent out.
- `mailbox/`: what an office gets back; `make run` processes it. The table below lists every file.
- `expected.json`: the same for tests. By path below `mailbox/`: `forms`, each with its `form_type`, the `form` as the
  record must have it (blanks and line breaks inside texts do not count) and `faults`, every finding that must be
  raised; `problem`, the code of a file that gives no form, else null.

A finding is written `code@field`, rows of a table by index from 0; `code` alone is about the file. A form without one
is in order.

For tests and benchmarks that want many forms:

```python
from samples.forms import make_form                # make_form(seed, form_type, faults=()) -> Filled
from samples.style import pdf_style, word_style    # word_style(seed) -> WordStyle: some way of filling it
from samples import pdf, word                      # word.write(filled, style) -> bytes, pdf.write(filled, style) -> bytes

filled = make_form(7, "training_institution", ["totals.trained", "limits.characters@plan.text"])
document = word.write(filled, word_style(7))       # filled.form is what must be read, filled.faults what must be found
```

`samples.faults.FAULTS` has every fault by name. The PDF files embed WenQuanYi Zen Hei (Debian package
fonts-wqy-zenhei, GPL with font exception); only making them anew needs it installed.

"""
_HEAD = "| file | purpose | way of filling | findings that must be raised |\n|---|---|---|---|\n"


def as_json(samples: Sequence[Sample], litter: Sequence[Litter]) -> str:
    """The content of expected.json."""
    said: dict[str, Any] = {}
    for sample in samples:
        forms = [
            {"form_type": form.form_type, "faults": list(sample.faults(form)), "form": form.form.model_dump(mode="json")}
            for form in sample.forms
        ]
        said[sample.place] = {"forms": forms, "problem": None}
    said |= {one.place: {"forms": [], "problem": one.code} for one in litter}
    return json.dumps(dict(sorted(said.items())), ensure_ascii=False, indent=1) + "\n"


def as_readme(samples: Sequence[Sample], litter: Sequence[Litter]) -> str:
    """The content of README.md."""
    rows = {sample.place: _row(sample) for sample in samples}
    rows |= {one.place: f"| {one.place} | {one.purpose} | no form | `{one.code}` (the file as a whole) |" for one in litter}
    return _INTRODUCTION + _HEAD + "\n".join(row for _, row in sorted(rows.items())) + "\n"


def _row(sample: Sample) -> str:
    told = []
    for form in sample.forms:
        faults = [_told(form.form_type, fault) for fault in sample.faults(form)]
        told.append(f"{FORM_NAMES[form.form_type]}: {'; '.join(faults) or 'none'}")
    return f"| {sample.place} | {sample.purpose} | {sample.style.describe()} | {'<br>'.join(told)} |"


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
