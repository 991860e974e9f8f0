"""From what was typed to what the index holds, word by word.

Everything is judged by what this reader may see: a word that occurs only in hidden
documents has frequency nought, so it is no reading, no repair and no suggestion.
A word that Morfeusz knows is never replaced behind the reader's back.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from search import analysis
from search.engines.base import Engine

SHORTEST_REPAIRED = 4
SHORTEST_STEMMED = 6
# Slips rarely touch the first letter.
_FIRST_LETTER_BONUS = 10
_PLAIN_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LETTERS = _PLAIN_LETTERS + "ąćęłńóśźż"


class Change(Enum):
    """What was done to a typed word before looking for it."""

    NONE = "none"
    LETTERS = "letters"  # Polish letters put back
    TYPO = "typo"


@dataclass(frozen=True, slots=True)
class Understood:
    """A typed word, the terms it stands for, and what it was taken to be.

    `best` is the one reading to look for first, `all` every reading there is.
    `instead` is a word to offer; it is looked for only when `change` says so.
    """

    form: str
    best: tuple[str, ...]
    all: tuple[str, ...]
    change: Change = Change.NONE
    instead: str = ""


@dataclass
class Understanding:
    """Understands the words of one query for one reader."""

    engine: Engine
    audience: frozenset[str]
    typed_plainly: bool
    may_repair: bool = True
    _seen: dict[str, Understood] = field(default_factory=dict)
    _counted: dict[str, int] = field(default_factory=dict)
    _surfaces: dict[str, dict[str, int]] = field(default_factory=dict)

    def prepare(self, forms: Iterable[str]) -> None:
        """Ask the engine at once what it would be asked word by word."""
        words = [analysis.word(form) for form in forms]
        unsure = [word for word in words if self._may_lack_letters(word)]
        self._look_up([word.folded for word in unsure])
        self._counts(term for word in words for term in self._readings(word))

    def of(self, form: str) -> Understood:
        if form not in self._seen:
            self._seen[form] = self._understand(form)
        return self._seen[form]

    def as_typed(self, form: str) -> Understood:
        """Understand a word that stands for others: it is no slip, found or not."""
        word = analysis.word(form)
        counts = self._counts(word.terms)
        best = max(counts, key=lambda term: counts[term], default="")
        return Understood(form, (best,) if best else word.terms, word.terms)

    def _understand(self, form: str) -> Understood:
        word = analysis.word(form)
        sources = self._readings(word)
        counts = self._counts(sources)
        if not counts or self._meets_by_chance(word, counts):
            understood = self._without_readings(word)
            if not counts or understood.change is Change.TYPO:
                return understood
        # Of equals, the form as typed: „uczony” rather than „uczyć”.
        best = max(counts, key=lambda term: (counts[term], term == word.folded))
        written = sources[best]
        return Understood(
            form,
            (best,),
            tuple(counts),
            Change.NONE if written == form else Change.LETTERS,
            "" if written == form else written,
        )

    def _may_lack_letters(self, word: analysis.Word) -> bool:
        return self.typed_plainly or not word.is_known

    def _readings(self, word: analysis.Word) -> dict[str, str]:
        """Give each term the word may stand for, with the form it comes from."""
        sources = dict.fromkeys(word.terms, word.form)
        if self._may_lack_letters(word):
            for written in self._written_properly(word):
                for term in analysis.word(written).terms:
                    sources.setdefault(term, written)
        return sources

    def _meets_by_chance(self, word: analysis.Word, counts: Mapping[str, int]) -> bool:
        """Whether the stem of an unknown word no text holds is another word's name.

        „umeść” loses its ending and is „um”, „janiej” is „jan”; „kahootach” is rightly
        „kahoot”, which no dictionary knows either.
        """
        if word.is_known or self._surfaces.get(word.folded):
            return False
        return all(
            term in word.terms
            and (len(term) < SHORTEST_REPAIRED or analysis.is_known(term))
            for term in counts
        )

    def _without_readings(self, word: analysis.Word) -> Understood:
        nearest = self._nearest(word) if len(word.form) >= SHORTEST_REPAIRED else ""
        if not nearest or word.is_known or not self.may_repair:
            return Understood(word.form, word.terms, word.terms, instead=nearest)
        counts = self._counts(analysis.word(nearest).terms)
        best = max(counts, key=lambda term: counts[term])
        return Understood(word.form, (best,), tuple(counts), Change.TYPO, nearest)

    def _written_properly(self, word: analysis.Word) -> list[str]:
        """Name forms that look like this one without Polish letters."""
        self._look_up([word.folded])
        indexed = self._surfaces[word.folded]
        ranked = sorted(indexed, key=lambda form: -indexed[form])
        guessed = analysis.with_polish_letters(word.form)
        return [form for form in [*ranked, *guessed] if form != word.form]

    def _nearest(self, word: analysis.Word) -> str:
        """Name the likeliest word one slip away that the reader can find, or ""."""
        near = _one_slip_away(word.folded, _PLAIN_LETTERS)
        indexed = self.engine.surfaces(near, self.audience)
        found = self._most_frequent(
            form for form in indexed if indexed[form] and not form.isdigit()
        )
        if not any(found.values()):
            found = self._known_nearby(word.form)
        if not any(found.values()) and len(word.form) >= SHORTEST_STEMMED:
            found = self._stemmed_nearby(near)
        likely = {form: count for form, count in found.items() if count}
        first = word.folded[0]
        return max(
            likely,
            key=lambda form: (
                likely[form]
                * (_FIRST_LETTER_BONUS if analysis.fold(form[0]) == first else 1),
                form,
            ),
            default="",
        )

    def _known_nearby(self, form: str) -> dict[str, int]:
        """Count words one slip away that are not indexed, but another form is."""
        near = _one_slip_away(form, _LETTERS)
        return self._most_frequent(guess for guess in near if analysis.is_known(guess))

    def _stemmed_nearby(self, near: Iterable[str]) -> dict[str, int]:
        """Count forms of which only the stem is indexed: of names and new words."""
        return self._most_frequent(
            guess
            for guess in near
            if all(len(term) > SHORTEST_REPAIRED for term in analysis.word(guess).terms)
        )

    def _most_frequent(self, forms: Iterable[str]) -> dict[str, int]:
        """Count each form by the most frequent of its terms."""
        terms = {form: analysis.word(form).terms for form in forms}
        counts = self._counts(term for each in terms.values() for term in each)
        return {
            form: max(counts.get(term, 0) for term in each)
            for form, each in terms.items()
        }

    def _counts(self, terms: Iterable[str]) -> dict[str, int]:
        wanted = dict.fromkeys(terms)
        if new := [term for term in wanted if term not in self._counted]:
            found = self.engine.frequencies(new, self.audience)
            self._counted |= {term: found.get(term, 0) for term in new}
        return {term: count for term in wanted if (count := self._counted[term])}

    def _look_up(self, folded: Iterable[str]) -> None:
        """Learn how the reader's documents write what folds to these."""
        if new := [
            each for each in dict.fromkeys(folded) if each not in self._surfaces
        ]:
            self._surfaces |= {each: {} for each in new}
            for form, count in self.engine.surfaces(new, self.audience).items():
                self._surfaces[analysis.fold(form)][form] = count


def _one_slip_away(form: str, letters: str) -> list[str]:
    """List forms with a letter lost, added, swapped for another or for the next."""
    splits = [(form[:place], form[place:]) for place in range(len(form) + 1)]
    lost = [before + after[1:] for before, after in splits if after]
    swapped = [
        before + after[1] + after[0] + after[2:]
        for before, after in splits
        if after[1:]
    ]
    changed = [
        before + letter + after[1:]
        for before, after in splits
        if after
        for letter in letters
    ]
    added = [before + letter + after for before, after in splits for letter in letters]
    every = dict.fromkeys([*swapped, *lost, *changed, *added])
    return [each for each in every if each != form and len(each) > 1]
