"""The templates: one Jinja environment, and style and script as they are put into a page.

A page asks nothing of any other address: style and script stand in it, and its Content-Security-Policy allows these
two by their hash and nothing else.
"""

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from reports.places import cell_text
from reports.text import clean
from schema.moments import moment_text

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_FOLDER = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Asset:
    """A style or a script: its text as it stands in the page, and the source expression that allows it."""

    text: "Markup"
    source: str


@cache
def environment() -> "Environment":
    """The environment of all templates: everything that is put into them is cleaned, then escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # 40 ms: `hebiao check` needs no page

    made = Environment(
        loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined, finalize=_cleaned,
        trim_blocks=True, lstrip_blocks=True, auto_reload=False,
    )
    made.globals["asset"] = asset
    made.filters.update(
        breakable=_breakable, cell_text=cell_text, report_href=report_href, moment_text=moment_text,
        letter_href=letter_href, draft_href=draft_href,
    )
    return made


@cache
def asset(name: str) -> Asset:
    """A file of the templates' folder, to be put between `<style>` or `<script>` tags unchanged."""
    from markupsafe import Markup

    text = (_FOLDER / name).read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")
    return Asset(Markup(text), f"'sha256-{digest}'")  # noqa: S704 - a file of our own, not from outside


def report_href(record_id: str) -> str:
    """The address of a report, relative to index.html."""
    return f"reports/{quote(record_id, safe='')}.html"


def letter_href(name: str) -> str:
    """The address of the letter about a form or a submission, relative to index.html."""
    return f"notices/{quote(name, safe='', errors='replace')}.docx"


def draft_href(name: str) -> str:
    """The address of the mail that the letter goes with."""
    return f"notices/{quote(name, safe='', errors='replace')}.eml"


def _cleaned(value: object) -> object:
    """A value on its way into a page; what is marked up already (a subclass of str) came through here before."""
    return clean(value) if type(value) is str else value


def _breakable(text: str) -> "Markup":
    """A text that may go on in the next line behind an @: an address is wider than its box on the paper."""
    from markupsafe import Markup, escape

    return escape(clean(text)).replace("@", Markup("@<wbr>"))
