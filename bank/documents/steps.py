"""The flow of a lesson, told apart into steps with minutes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from bank.documents.blocks import Line
from bank.documents.figures import has_minutes, minutes_in, span_in, without_minutes
from bank.documents.labels import Section, is_phase, label_of

LONGEST_TITLE: Final = 160
USUAL_TITLE: Final = 100
FEW: Final = 2
_DIVIDERS: Final = re.compile(r":\s+|\s[–—-]\s|[.!?]\s+(?=[A-ZĄĆĘŁŃÓŚŹŻ„\"])")
_MINUTES_INSIDE: Final = re.compile(
    r"[(\[–—:-]\s*(?:ok\.?|około)?\s*\d{1,3}\s*(?:min|['’′])", re.IGNORECASE
)
_NAMED_PHASE: Final = re.compile("faza|część|etap|ogniwo", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Step:
    """A step as it was read."""

    title: str = ""
    minutes: int | None = None
    description: str = ""


def step_from(text: str) -> Step:
    """Read a line that begins a step: its title, its minutes, and what follows."""
    minutes = minutes_in(text[: USUAL_TITLE * 2]) or minutes_in(text[-40:])
    head, sep, tail = _cut(text)
    title = without_minutes(head)
    if sep and title:
        return Step(title[:LONGEST_TITLE], minutes, without_leading_minutes(tail))
    title = without_minutes(text)
    if len(title) <= USUAL_TITLE:
        return Step(title, minutes)
    return Step(_clipped(title), minutes, text)


def _cut(text: str) -> tuple[str, str, str]:
    """Cut at the first colon, dash or end of a sentence that leaves a title."""
    for found in _DIVIDERS.finditer(text[: USUAL_TITLE + 10]):
        head, tail = text[: found.start()], text[found.end() :]
        # „… – 10 min” is a divider of minutes, not of a title.
        if without_minutes(tail) and without_minutes(head):
            return head, found[0], tail
    return text, "", ""


def without_leading_minutes(text: str) -> str:
    found = re.match(r"\W*\d{1,3}\s*(?:min\w*\.?|['’′])\s*[:–—-]?\s*", text)
    return text[found.end() :] if found else text


def _clipped(text: str) -> str:
    cut = text[: USUAL_TITLE - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-")
    return f"{cut}…"


def steps_from(lines: Sequence[Line]) -> tuple[list[Step], list[Line]]:
    """Divide lines into steps; and give what precedes the first, or all of it."""
    starts = _starts(lines)
    if not starts:
        return [], list(lines)
    before = list(lines[: starts[0]])
    bounds = [*starts, len(lines)]
    steps = [_step(lines[start:end]) for start, end in pairwise(bounds)]
    return _as_durations(steps, [lines[n].text for n in starts]), before


def _starts(lines: Sequence[Line]) -> list[int]:
    """Tell where steps begin: at phases, else at numbers, else at minutes."""
    everywhere = range(len(lines))
    phases = [n for n in everywhere if _begins_phase(lines[n])]
    sure = [n for n in phases if _is_sure(lines[n])]
    phases = sure if len(sure) >= FEW else phases
    timed = [n for n in everywhere if _is_timed(lines[n])]
    numbered = [n for n in everywhere if _is_numbered(lines[n])]
    if not any(lines[n].stands_out for n in phases):
        phases = _with_their_like(lines, phases, numbered, timed)
    if phases and (len(phases) >= FEW or not numbered):
        inner = [n for n in timed if n not in phases]
        own_times = [n for n in phases if has_minutes(lines[n].text)]
        if not own_times and len(inner) >= FEW:
            return sorted({*phases, *inner})
        return phases
    if len(numbered) >= FEW:
        return sorted({*numbered, *phases})
    if len(timed) >= FEW or (timed and len(lines) > 1):
        return sorted({*timed, *phases})
    return phases


def _with_their_like(
    lines: Sequence[Line], phases: list[int], numbered: list[int], timed: list[int]
) -> list[int]:
    """Some steps have the name of a phase, and others only look like those."""
    looks = {_look(lines[n]) for n in phases}
    for candidates in (numbered, timed):
        alike = [n for n in candidates if _look(lines[n]) in looks]
        if set(phases) < set(alike):
            return alike
    return phases


def _look(line: Line) -> str:
    """The kind of mark before a line: „I.” is not of the rank of „1.”"""
    mark = line.marker.rstrip(".)")
    if mark.isdigit():
        return "1"
    return "I" if mark and set(mark) <= set("IVX") else mark and "a"


def _begins_phase(line: Line) -> bool:
    if len(line.text) > LONGEST_TITLE:
        return False
    if line.stands_out and not line.text.lower().startswith(("uczeń", "nauczyciel")):
        return True
    if line.depth or line.marker == "–":
        return False
    found = label_of(line)
    if found is not None and found.section == Section.PHASE:
        return True
    return is_phase(step_from(line.text).title)


def _is_sure(line: Line) -> bool:
    """Whether a phase is one beyond doubt; „Powitanie.” may be a mere sentence."""
    return (
        line.stands_out
        or _is_timed(line)
        or _is_numbered(line)
        or line.text.endswith(":")
        or bool(_NAMED_PHASE.match(line.text))
    )


def _is_numbered(line: Line) -> bool:
    return bool(line.marker) and line.marker != "–" and not line.depth


def _is_timed(line: Line) -> bool:
    """Whether minutes stand at the edge of the line, as in a plan."""
    text = line.text
    at_an_edge = has_minutes(text[:25]) or has_minutes(text[-25:])
    return at_an_edge or bool(_MINUTES_INSIDE.search(text[:USUAL_TITLE]))


def _step(lines: Sequence[Line]) -> Step:
    first = lines[0]
    step = step_from(first.text)
    rest = list(lines[1:])
    minutes = step.minutes
    kept: list[str] = [step.description]
    for line in rest:
        found = label_of(line)
        if minutes is None and found and found.section == Section.DURATION:
            minutes = minutes_in(found.rest or line.text)
            continue
        kept.append(line.written)
    minutes = minutes or _sum_of_inner(rest)
    text = "\n".join(filter(None, kept))
    return replace(step, minutes=minutes, description=text)


def _sum_of_inner(lines: Sequence[Line]) -> int | None:
    """Add up the minutes of what happens inside a phase that has none itself."""
    found = [minutes_in(line.text) for line in lines if _is_timed(line)]
    return sum(filter(None, found)) or None


def _as_durations(steps: list[Step], heads: list[str]) -> list[Step]:
    """Read „0–5 min, 5–15 min” as places on a time line, not as estimates."""
    spans = [span_in(head) for head in heads]
    known = [span for span in spans if span is not None]
    chained = all(a[1] == b[0] for a, b in pairwise(known))
    if len(known) < FEW or not chained:
        return steps
    return [
        replace(step, minutes=span[1] - span[0]) if span and span[1] > span[0] else step
        for step, span in zip(steps, spans, strict=True)
    ]
