"""The labels of one form, and which of its boxes a printed label may mean."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from extractors.mapping.fold import fold, fold_bare
from schema.boxes import Box, Header, Section, boxes, headers
from schema.forms import FORMS, FormType
from schema.layout import LAYOUTS
from schema.words import words

LONGEST_LABEL = 60  # characters; what is longer is prose
_ALIAS = 0.97
_COMBINED = 0.96
_BARE = 0.95
_FUZZY_CUTOFF = 84.0  # of 100; below it a label is reported, not guessed
_REORDERED_CUTOFF = 92.0
_FUZZY_FACTOR = 0.9 / 100
_FUZZY_SHORTEST = 4  # shorter labels differ by too little to be guessed
_WITH_ANSWER = re.compile(r"[:：]\s*\S")
_NOT_WORDS = re.compile(r"[\d□☐☑☒■√@]")


class Sense(NamedTuple):
    """One thing that a printed label may mean.

    quality: 1.0 for the template's own words, less for another spelling, least for a near miss.
    grouped: the label names its group too (「法定代表人姓名」).
    """

    target: Box | Header
    quality: float
    grouped: bool = False


class Vocabulary:
    """All labels of one form."""

    def __init__(self, form_type: FormType) -> None:
        self.form_type = form_type
        self.form: type[Section] = FORMS[form_type]
        self.sections = frozenset(
            fold(slot.text) for row in LAYOUTS[form_type] for slot in row.slots if slot.kind == "section"
        )
        exact: dict[str, dict[str, Sense]] = defaultdict(dict)
        for label, sense in self._spellings():
            known = exact[label].get(sense.target.path)
            if known is None or known.quality < sense.quality:
                exact[label][sense.target.path] = sense
        self._exact = {
            label: tuple(sorted(senses.values(), key=attrgetter("quality"), reverse=True))
            for label, senses in exact.items()
        }
        self._openings = (*self.sections, *(label for label in self._exact if len(label) > 1))
        self._fuzzy = tuple(label for label in self._exact if len(label) >= _FUZZY_SHORTEST)
        self._sorted = tuple("".join(sorted(label)) for label in self._fuzzy)
        self._letters = frozenset("".join(self._fuzzy))
        self._cache: dict[str, tuple[Sense, ...]] = {}

    def senses(self, text: str) -> tuple[Sense, ...]:
        """What a cell's text may mean as a label, the best first; nothing where it is no label."""
        if not text or len(text) > LONGEST_LABEL:
            return ()
        found = self._cache.get(text)
        if found is None:
            if len(self._cache) > 20_000:  # a long run must not collect every applicant's words
                self._cache.clear()
            found = self._cache[text] = self._look_up(text)
        return found

    def is_label(self, text: str) -> bool:
        """The text is one of the form's labels, or the header of a section."""
        return bool(self.senses(text)) or fold(text) in self.sections

    def knows(self, text: str) -> tuple[Sense, ...]:
        """What a text means as one of the known spellings, remarks in brackets and near misses left out."""
        return self._exact.get(fold(text)) or self._exact.get(fold_bare(text)) or ()

    def begins_box(self, text: str) -> bool:
        """The text begins with a label or a section's header: it is the beginning of a box of its own."""
        return fold(text[:LONGEST_LABEL]).startswith(self._openings)

    def _look_up(self, text: str) -> tuple[Sense, ...]:
        exact = self._exact.get(fold(text))
        if exact is None and (bare := fold_bare(text)):
            exact = _scaled(self._exact.get(bare, ()), _BARE)
        if exact or _WITH_ANSWER.search(text) or fold(text) in self.sections:
            return exact or ()
        return self._near(fold(text))

    def _near(self, folded: str) -> tuple[Sense, ...]:
        """Near misses: retyped, reordered or slightly altered labels."""
        if len(folded) < _FUZZY_SHORTEST or _NOT_WORDS.search(folded.replace("近5年", "").replace("近3年", "")):
            return ()
        if sum(letter in self._letters for letter in folded) < 0.7 * len(folded):
            return ()
        from rapidfuzz import fuzz, process  # only forms whose labels were retyped need it

        best = process.extractOne(folded, self._fuzzy, scorer=fuzz.ratio, score_cutoff=_FUZZY_CUTOFF)
        if best is None:
            best = self._reordered(folded)
        if best is None:
            return ()
        label, score, _ = best
        return _scaled(self._exact[label], score * _FUZZY_FACTOR)

    def _reordered(self, folded: str) -> tuple[str, float, int] | None:
        """The label that has the same words in another order."""
        from rapidfuzz import fuzz, process

        # Only what is made of a label's letters is worth cutting into words: jieba takes a while to load.
        letters = process.extractOne(
            "".join(sorted(folded)), self._sorted, scorer=fuzz.ratio, score_cutoff=_REORDERED_CUTOFF
        )
        if letters is None:
            return None
        label = self._fuzzy[letters[2]]
        score = fuzz.ratio(_words(folded), _words(label))
        return (label, score, letters[2]) if score >= _REORDERED_CUTOFF else None

    def _spellings(self) -> Iterator[tuple[str, Sense]]:
        for header in headers(self.form):
            for index, label in enumerate(header.labels):
                yield fold(label), Sense(header, _ALIAS if index else 1.0)
        for box in boxes(self.form):
            for label in box.leading_labels:
                printed = label == box.label
                yield fold(label), Sense(box, 1.0 if printed else _ALIAS)
                if printed and (bare := fold_bare(label)):
                    yield bare, Sense(box, _ALIAS)
            if box.group is not None and not box.group.is_rows and not box.group.inline:
                for group_label in box.group.labels:
                    for label in box.labels:
                        yield fold(group_label) + fold(label), Sense(box, _COMBINED, grouped=True)


def _scaled(senses: Sequence[Sense], factor: float) -> tuple[Sense, ...]:
    return tuple(Sense(sense.target, sense.quality * factor, sense.grouped) for sense in senses)


@cache
def vocabulary(form_type: FormType) -> Vocabulary:
    """The labels of a form; made once."""
    return Vocabulary(form_type)


def _words(folded: str) -> str:
    """The words of a label in a fixed order, so that reordered labels compare equal."""
    return " ".join(sorted(words(folded)))
