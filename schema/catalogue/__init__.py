"""The catalogue of finding codes: the words of every finding, so that reports and documentation cannot disagree.

The entries stand in the order of the contract, a module for each part of it.
"""

from collections.abc import Mapping
from types import MappingProxyType

from schema.catalogue.completeness import COMPLETENESS
from schema.catalogue.consistency import CONSISTENCY
from schema.catalogue.content import CONTENT
from schema.catalogue.copies import COPIES
from schema.catalogue.documents import DOCUMENTS
from schema.catalogue.entry import Entry, Wording
from schema.catalogue.identity import IDENTITY
from schema.catalogue.seals import SEALS
from schema.catalogue.submissions import SUBMISSIONS
from schema.catalogue.texts import TEXTS
from schema.catalogue.totals import TOTALS

__all__ = ["CATALOGUE", "ENTRIES", "Entry", "Wording"]

CATALOGUE: tuple[Entry, ...] = (
    *TOTALS, *IDENTITY, *CONTENT, *COMPLETENESS, *CONSISTENCY, *SUBMISSIONS, *TEXTS, *COPIES, *SEALS, *DOCUMENTS,
)
ENTRIES: Mapping[str, Entry] = MappingProxyType({entry.code: entry for entry in CATALOGUE})
