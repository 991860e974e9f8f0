"""Why something was found: marked words, a telling passage, and form → lemma."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from search import analysis
from search.engines.base import Hit
from search.retrieval import Found
from search.written_forms import written_forms

PASSAGE = 260
# A match deep in a very long text is not worth a slow page.
LONGEST_READ = 60_000
MOST_REASONS = 3
_LINE_END = re.compile(r"\n\s*")
_STOPS = ".,;:?!…"


@dataclass(frozen=True, slots=True)
class Segment:
    text: str
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """A form that was found and the word it is a form of."""

    form: str
    lemma: str


@dataclass(frozen=True, slots=True)
class _Match:
    start: int
    end: int
    term: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a text, and which of the terms looked for stand in it."""

    segments: Sequence[Segment]
    terms: frozenset[str]


class Highlighter:
    """Marks the texts of one page of results."""

    def __init__(self, found: Found) -> None:
        interpretation = found.interpretation
        self._terms = interpretation.shown_terms(every_reading=found.every_reading)
        self._forms = interpretation.shown_forms
        self._wanted = interpretation.wanted_number
        self._typed = {analysis.fold(form) for form in interpretation.typed_forms}
        self._by_term = {
            term: form
            for form in sorted(interpretation.typed_forms)
            for term in analysis.word(form).terms
        }
        self._looked_for: dict[str, str] = {}
        # Rows repeat their facts: a subject, a class, a licence.
        self._marked: dict[str, Sequence[Segment]] = {}
        self._learn(_texts(found.result.hits))

    def mark(self, text: str) -> Sequence[Segment]:
        """Cut a whole text, as it was written, into marked and unmarked parts."""
        if (marked := self._marked.get(text)) is None:
            shown = analysis.clean(text)
            marked = _segments(shown, self._matches(shown), 0, len(shown))
            self._marked[text] = marked
        return marked

    def has_everything(self, passage: Passage) -> bool:
        return len(passage.terms) >= self._wanted

    def passage_of_part(self, text: str) -> Passage:
        """The same of a text that is read only when the thing itself says too little."""
        self._learn([text[:LONGEST_READ]])
        return self.passage(text)

    def passage(self, text: str) -> Passage:
        """Pick the stretch that holds the most different words looked for."""
        text = _LINE_END.sub(_line_end, text)
        matches = self._matches(text[:LONGEST_READ])
        if not matches:
            return Passage([], frozenset())
        start, end = _widen(text, *_densest(matches))
        inside = [each for each in matches if each.start >= start and each.end <= end]
        segments = _segments(text, inside, start, end)
        before = [Segment("… ")] if start else []
        after = [Segment(" …")] if end < len(text.rstrip()) else []
        terms = frozenset(match.term for match in inside)
        return Passage([*before, *segments, *after], terms)

    def reasons(self, *marked: Iterable[Segment]) -> list[Reason]:
        """Explain the marked forms that differ from what was typed."""
        found: dict[str, Reason] = {}
        for segments in marked:
            for segment in segments:
                if segment.is_marked and (reason := self._reason(segment.text)):
                    found.setdefault(reason.form, reason)
        return list(found.values())[:MOST_REASONS]

    def _reason(self, written: str) -> Reason | None:
        word = analysis.word_as_written(written)
        if word is None or word.folded in self._typed:
            return None
        lemma = self._telling_lemma(word)
        return Reason(word.form, lemma) if lemma else None

    def _telling_lemma(self, word: analysis.Word) -> str:
        """Name the word that `word` is a form of: best the very one typed, or "".

        Of a word that no dictionary knows only the stem is known, which is no word:
        then it is a form of what was typed.
        """
        if not word.is_known:
            return next(
                (self._by_term[t] for t in word.terms if t in self._by_term), ""
            )
        lemmas = [
            reading.lemma
            for reading in word.readings
            if reading.term in self._terms and reading.lemma != word.form
        ]
        typed = [lemma for lemma in lemmas if analysis.fold(lemma) in self._typed]
        return next(iter(typed or lemmas), "")

    def _matches(self, text: str) -> list[_Match]:
        found = [
            _Match(place, place + len(written), term)
            for written, term in self._looked_for.items()
            for place in _places(written, text)
        ]
        return sorted(found, key=lambda match: match.start)

    def _learn(self, texts: Iterable[str]) -> None:
        """Name the words of these texts that were looked for.

        Texts repeat their words, and finding the few in their places is quick.
        """
        words = analysis.distinct_words(["\n".join(texts)])
        likely = written_forms(words, self._terms)
        if self._forms:
            likely |= words
        for written in likely:
            if term := self._term_of(written):
                self._looked_for[written] = term

    def _term_of(self, written: str) -> str:
        """Name the term that a word was looked for by, or ""."""
        word = analysis.word_as_written(written)
        if word is None:
            return ""
        if self._terms.isdisjoint(word.terms):
            return word.folded if word.folded in self._forms else ""
        return next(term for term in word.terms if term in self._terms)


def _texts(hits: Iterable[Hit]) -> Iterator[str]:
    """Name every text of these hits that is shown with marks."""
    for hit in hits:
        card = hit.card
        yield from map(analysis.clean, (card.title, card.summary, *card.facts))
        yield hit.body[:LONGEST_READ]


def _places(written: str, text: str) -> Iterator[int]:
    """Find a word where it stands alone."""
    place = text.find(written)
    while place >= 0:
        end = place + len(written)
        if not (text[place - 1 : place].isalnum() or text[end : end + 1].isalnum()):
            yield place
        place = text.find(written, end)


def _line_end(match: re.Match[str]) -> str:
    """On the page lines run together: keep them apart where no stop does."""
    text, place = match.string, match.start()
    while place and text[place - 1] in " \t":
        place -= 1
    if not place or text[place - 1].isspace() or text[place - 1] in _STOPS:
        return match[0]
    return "· " if place < match.start() else " · "


def _densest(matches: Sequence[_Match]) -> tuple[int, int]:
    """Find the window with the most different terms, the earliest of equals."""
    best, best_score = (matches[0].start, matches[0].end), (0, 0)
    last = 0
    for first, match in enumerate(matches):
        last = max(last, first)
        while (
            last < len(matches) and matches[last].end - match.start <= PASSAGE * 2 // 3
        ):
            last += 1
        window = matches[first : max(last, first + 1)]
        score = (len({each.term for each in window}), len(window))
        if score > best_score:
            best, best_score = (match.start, window[-1].end), score
    return best


def _widen(text: str, start: int, end: int) -> tuple[int, int]:
    """Grow to the size of a passage, from the sentence's start if it is near."""
    room = max(PASSAGE - (end - start), 0)
    earliest = max(start - room * 2 // 3, 0)
    sentence = max(
        text.rfind(stop, earliest, start) for stop in (". ", "\n", "? ", "· ")
    )
    if sentence >= 0:
        begin = sentence + 1
    elif earliest:
        begin = text.find(" ", earliest, start) + 1 or start
    else:
        begin = 0
    while begin < start and text[begin].isspace():
        begin += 1
    finish = min(max(begin + PASSAGE, end), len(text))
    if finish < len(text):
        space = text.rfind(" ", end, finish)
        finish = space if space > 0 else finish
    return begin, finish


def _segments(
    text: str, matches: Sequence[_Match], start: int, end: int
) -> list[Segment]:
    segments = []
    place = start
    for match in matches:
        segments.append(Segment(text[place : match.start]))
        segments.append(Segment(text[match.start : match.end], is_marked=True))
        place = match.end
    segments.append(Segment(text[place:end]))
    return [segment for segment in segments if segment.text]
