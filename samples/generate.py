"""Makes everything in this folder that is not code: `python -m samples.generate`."""

import shutil
import sys
from pathlib import Path

from samples import word
from samples.catalogue import mailbox
from samples.expected import as_json, as_readme
from samples.fonts import FontMissingError, find_font
from schema.forms import FORM_NAMES, FORMS

HERE = Path(__file__).parent


def generate(folder: Path) -> None:
    """Write templates, mailbox, expected.json and README.md into a folder, in place of what is there of them.

    Raises FontMissingError, before anything is written, where the font of the PDF files is not installed.
    """
    find_font()
    files = {f"templates/{form.ANNEX} {FORM_NAMES[name]}.docx": word.template(name) for name, form in FORMS.items()}
    made = mailbox()
    files |= {f"mailbox/{one.place}": one.write() for handed in made if not handed.inside for one in handed.items}
    files["expected.json"] = as_json(made).encode()
    files["README.md"] = as_readme(made).encode()
    for name in ("templates", "mailbox"):
        shutil.rmtree(folder / name, ignore_errors=True)
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


if __name__ == "__main__":
    try:
        generate(HERE)
    except FontMissingError as error:
        sys.exit(str(error))
