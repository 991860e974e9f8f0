"""A scenario as recognised in a document; what was not recognised is kept apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from bank.documents.blocks import Contents, Line, lines_of
from bank.documents.figures import classes_in, duration_in, has_minutes
from bank.documents.labels import Section, plain
from bank.documents.personal import signs_of
from bank.documents.sections import Part, parts_of
from bank.documents.steps import Step, steps_from

LONGEST_TITLE: Final = 200
LONGEST_SUMMARY: Final = 300
_TEXTS: Final = (
    Section.SUMMARY,
    Section.GOALS,
    Section.CRITERIA,
    Section.RESOURCES,
    Section.EVALUATION,
)
LONGEST_BARE_KIND: Final = len("Scenariusz lekcji nr 1")
_ON_TOP: Final = 14  # lines in which a document says what it is
_KIND_START: Final = re.compile(
    r"(?:scenariusz|konspekt|plan|projekt)\w*\s+(?:\w+\s+){0,2}(?:lekcji|zajec|zajecia|zabaw\w*|spotkania|dnia|warsztatow|edukacyjn\w+)"
    r"|konspekt|scenariusz|lesson plan"
)
_QUOTED: Final = re.compile('[„“"«]([^„“”"«»]{3,180})[”“"»]')
_TITLED: Final = re.compile(
    r"(?:\bpt\.?|\bpod tytułem|\bna temat|\btemat)\s*:?\s*[„“\"«]?(.{3,180}?)[”“\"»]?\s*$",
    re.IGNORECASE,
)
_NOTHING: Final = {"", "-", "–", "brak", "brak.", "nie ma", "nie dotyczy"}
_SCHOOL: Final = re.compile(
    r"\b(?:szkola|przedszkole|zespol szkol|gmin\w+|im\.|ul\.|urzad|projekt wspolfinansowany|rok szkolny)\b"
)


@dataclass(slots=True)
class Scenario:
    """What was recognised; every text that was not is in `rest`."""

    title: str = ""
    subject_hints: list[str] = field(default_factory=list)
    class_codes: list[str] = field(default_factory=list)
    minutes: int | None = None
    texts: dict[str, str] = field(default_factory=dict)
    suggested_summary: str = ""
    methods: str = ""
    forms: str = ""
    steps: list[Step] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    lessons: int = 1
    pictures: int = 0
    personal: list[str] = field(default_factory=list)


def recognise(contents: Contents) -> Scenario:
    """Tell the parts of a scenario apart."""
    parts = parts_of(contents.blocks)
    first, others = _first_lesson(parts)
    headed = [*first, *parts_of(contents.header)]
    scenario = Scenario(lessons=1 + len(others), pictures=contents.pictures)
    top = _top(first)
    _take_facts(scenario, headed, top, contents.header)
    _take_texts(scenario, first)
    _take_flow(scenario, first)
    _take_rest(scenario, first, contents.header)
    for lesson in others:
        scenario.rest.append("\n".join(_whole(part) for part in lesson))
    scenario.suggested_summary = _summary(scenario)
    every = [line.text for line in (*contents.header, *lines_of(contents.blocks))]
    scenario.personal = signs_of(every)
    return scenario


def _first_lesson(parts: list[Part]) -> tuple[list[Part], list[list[Part]]]:
    """Divide at every further title that follows a flow or aims."""
    starts = [0]
    seen: set[Section] = set()
    for number, part in enumerate(parts):
        is_full = Section.FLOW in seen or Section.GOALS in seen
        if part.section == Section.TITLE and is_full:
            starts.append(_with_its_heading(parts, number))
            seen = set()
        seen.add(part.section)
    bounds = [*starts, len(parts)]
    lessons = [parts[a:b] for a, b in pairwise(bounds)]
    return lessons[0], lessons[1:]


def _with_its_heading(parts: list[Part], number: int) -> int:
    """Go back to „Scenariusz 2” and the facts above the title."""
    while number > 1 and parts[number - 1].section in {
        Section.KIND,
        Section.SUBJECT,
        Section.CLASS_YEARS,
        Section.DURATION,
    }:
        number -= 1
    return number


def _top(parts: Sequence[Part]) -> list[Line]:
    """The first lines that head no part: where the document says what it is."""
    lines: list[Line] = []
    for part in parts:
        if part.section in {Section.KIND, Section.OTHER} and not part.label:
            lines += part.lines
        elif part.section == Section.KIND:
            lines += [Line(f"{part.label}: {line.text}") for line in part.lines]
        elif part.section in {Section.GOALS, Section.FLOW}:
            break
    return lines[:_ON_TOP]


def _value(parts: Sequence[Part], section: Section) -> str:
    return next(
        (p.lines[0].text for p in parts if p.section == section and p.lines), ""
    )


def _take_facts(
    scenario: Scenario, parts: Sequence[Part], top: list[Line], header: list[Line]
) -> None:
    scenario.title = _title(parts, top, header)
    introduction = [line.text for line in (*top, *header)]
    said = next((p for p in parts if p.section == Section.SUBJECT and p.lines), None)
    # „Edukacja: muzyczna” says it only together with its label.
    labelled = [f"{said.label} {said.lines[0].text}"] if said else []
    scenario.subject_hints = [
        *labelled,
        *(text for text in introduction if _is_kind(text)),
        *(text for text in introduction if _unquoted(text) != scenario.title),
    ]
    classes = _value(parts, Section.CLASS_YEARS)
    scenario.class_codes = classes_in(classes, is_labelled=True) if classes else []
    for text in (*introduction, _value(parts, Section.SUBJECT), scenario.title):
        scenario.class_codes = scenario.class_codes or classes_in(text)
    scenario.minutes = duration_in(_value(parts, Section.DURATION))
    for text in introduction:
        if scenario.minutes is None and has_minutes(text):
            scenario.minutes = duration_in(text)


def _title(parts: Sequence[Part], top: list[Line], header: list[Line]) -> str:
    """Find the title: after its label, in the style of one, quoted, or the first."""
    kinds = [line.text for line in top if _is_kind(line.text)]
    others = [line for line in (*top, *header) if not _is_kind(line.text)]
    candidates = (
        [_value(parts, Section.TITLE)],
        (line.text for line in others if line.is_title),
        (found[1] for text in kinds if (found := _named_in(text))),
        (p.lines[0].text for p in parts if p.section == Section.KIND and p.label),
        (line.text for line in others if line.stands_out and _may_be_title(line.text)),
        (line.text for line in others if _may_be_title(line.text)),
        (text for text in kinds if len(text) > LONGEST_BARE_KIND),
    )
    found_first = (text for texts in candidates for text in texts if text)
    return _unquoted(next(found_first, ""))


def _named_in(text: str) -> re.Match[str] | None:
    return _TITLED.search(text) or _QUOTED.search(text)


def _is_kind(text: str) -> bool:
    return bool(_KIND_START.match(plain(text)))


def _may_be_title(text: str) -> bool:
    return (
        3 < len(text) <= LONGEST_TITLE  # noqa: PLR2004 - a word
        and not _SCHOOL.search(plain(text))
        and any(c.isalpha() for c in text)
    )


def _unquoted(text: str) -> str:
    bare = text.strip().strip("„“”\"«»'").strip().rstrip(".:") or text.strip()
    return bare[:LONGEST_TITLE].strip()


def _take_texts(scenario: Scenario, parts: Sequence[Part]) -> None:
    for section in _TEXTS:
        found = [part for part in parts if part.section == section and part.lines]
        several = len(found) > 1
        texts = [
            f"{part.label.rstrip(' :')}:\n{part.text}" if several else part.text
            for part in found
        ]
        if texts:
            scenario.texts[str(section)] = "\n".join(texts)
    both = _all(parts, Section.METHODS_AND_FORMS)
    scenario.methods = "\n".join(filter(None, [_all(parts, Section.METHODS), both]))
    scenario.forms = "\n".join(filter(None, [_all(parts, Section.FORMS), both]))


def _all(parts: Sequence[Part], section: Section) -> str:
    return "\n".join(p.text for p in parts if p.section == section and p.lines)


def _take_flow(scenario: Scenario, parts: Sequence[Part]) -> None:
    for part in parts:
        if part.section == Section.FLOW:
            _take_flow_of(scenario, part)
        elif part.section == Section.HOMEWORK and plain(part.text) not in _NOTHING:
            scenario.steps.append(Step(part.label.rstrip(" :"), None, part.text))
    minutes = [step.minutes for step in scenario.steps if step.minutes]
    if scenario.minutes is None and len(minutes) > 1:
        scenario.minutes = sum(minutes)


def _take_flow_of(scenario: Scenario, part: Part) -> None:
    lines: list[Line] = []
    for piece in [*part.pieces, None]:
        if isinstance(piece, Line):
            lines.append(piece)
            continue
        steps, before = steps_from(lines)
        if before:
            known = scenario.texts.get("flow", "")
            text = "\n".join(line.written for line in before)
            scenario.texts["flow"] = "\n".join(filter(None, [known, text]))
        scenario.steps += steps + (piece or [])
        lines = []


def _take_rest(
    scenario: Scenario, parts: Sequence[Part], header: Sequence[Line]
) -> None:
    """Keep every text that found no field, each with its own heading."""
    used = {scenario.title}
    for part in parts:
        if part.section == Section.OTHER:
            lines = [
                line.written for line in part.lines if _unquoted(line.text) not in used
            ]
            text = "\n".join(filter(None, [part.label, *lines]))
            scenario.rest += [text] if text else []
    heads = dict.fromkeys(
        line.text
        for line in header
        if not (scenario.title and scenario.title in line.text)
    )
    if heads:
        scenario.rest.append("\n".join(heads))
    for name in (Section.SUBJECT, Section.CLASS_YEARS, Section.DURATION):
        values = [p for p in parts if p.section == name and p.lines]
        is_read = {
            Section.SUBJECT: True,
            Section.CLASS_YEARS: bool(scenario.class_codes),
            Section.DURATION: bool(scenario.minutes),
        }[name]
        if not is_read:
            scenario.rest += [f"{p.label}: {p.lines[0].text}" for p in values]


def _whole(part: Part) -> str:
    said: list[str] = [part.label] if part.label else []
    for piece in part.pieces:
        if isinstance(piece, Line):
            said.append(piece.written)
        else:
            said += [
                "\n".join(filter(None, [step.title, step.description]))
                for step in piece
            ]
    return "\n".join(said)


def _summary(scenario: Scenario) -> str:
    """Propose a sentence out of the aims, where the document has no summary."""
    lines = [
        line.lstrip("–0123456789.) ").strip()
        for line in scenario.texts.get(str(Section.GOALS), "").split("\n")
    ]
    aims = [line.rstrip(".;,") for line in lines if line and not line.endswith(":")]
    if not aims:
        return ""
    chosen = aims[0]
    is_verb = chosen[0].islower()
    for aim in aims[1:3] if is_verb else []:
        if aim[0].islower() and len(chosen) + len(aim) < LONGEST_SUMMARY - 20:
            chosen += f", {aim}"
    if is_verb and not chosen.startswith(("ucz", "dziec", "umie", "potrafi")):
        is_young = all(code.startswith("p") for code in scenario.class_codes)
        who = "Dziecko" if is_young and scenario.class_codes else "Uczeń"
        chosen = f"{who} {chosen}"
    chosen = chosen[0].upper() + chosen[1:]
    if len(chosen) > LONGEST_SUMMARY:
        return f"{chosen[:LONGEST_SUMMARY].rsplit(' ', 1)[0].rstrip(' ,;')}…"
    return f"{chosen}."
