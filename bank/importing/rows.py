"""One record of a file as a material to be: checked, in our terms."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from bank.exceptions import BadRow
from bank.importing import vocabulary
from bank.importing.vocabulary import Vocabularies
from bank.models import Kind, LessonPlan, Material, MathGame, Visibility
from bank.models.material import LONGEST_MINUTES

# Where each kind keeps its main text, and what more it may be given.
MAIN_TEXT = {Kind.LESSON_PLAN: "flow", Kind.MATH_GAME: "rules"}
_MODELS = {Kind.LESSON_PLAN: LessonPlan, Kind.MATH_GAME: MathGame}
_TEXTS = {
    Kind.LESSON_PLAN: ("goals", "success_criteria", "resources", "evaluation"),
    Kind.MATH_GAME: ("skill", "variants", "needed_items"),
}
REQUIRED = ("title", "summary", "body", "subject", "class_years")
COLUMNS = frozenset(
    (
        *REQUIRED,
        *("id", "kind", "duration_minutes", "license", "visibility"),
        "key_competences",
        *_TEXTS[Kind.LESSON_PLAN],
        *_TEXTS[Kind.MATH_GAME],
    )
)
LONGEST_ID = 120


@dataclass(frozen=True, slots=True)
class Row:
    """What is to be imported; foreign keys are primary keys of vocabularies."""

    external_id: str
    checksum: str
    kind: Kind
    title: str
    summary: str
    texts: Mapping[str, str]
    subjects: list[int]
    class_years: list[int]
    competences: list[int] = field(default_factory=list)
    duration_minutes: int | None = None
    license: int | None = None
    visibility: str = ""


class RowReader:
    """Turns records into rows. Raises `BadRow` with the column and the reason."""

    def __init__(self) -> None:
        self._vocabularies = Vocabularies()

    def read(self, values: Mapping[str, object]) -> Row:
        for column in REQUIRED:
            if not _text(values, column):
                raise BadRow(column, "missing")
        kind = vocabulary.kind(values.get("kind"))
        checksum = _checksum(values)
        external_id = _text(values, "id") or f"sha256:{checksum}"
        if len(external_id) > LONGEST_ID:
            raise BadRow("id", f"longer than {LONGEST_ID} characters")
        return Row(
            external_id=external_id,
            checksum=checksum,
            kind=kind,
            title=_limited(values, "title", Material, "title"),
            summary=_limited(values, "summary", Material, "summary"),
            texts=_texts(values, kind),
            subjects=self._vocabularies.subjects(values["subject"]),
            class_years=self._vocabularies.class_years(values["class_years"]),
            competences=self._vocabularies.competences(values.get("key_competences")),
            duration_minutes=_minutes(values),
            license=self._vocabularies.license(values.get("license")),
            visibility=_visibility(values),
        )


def _texts(values: Mapping[str, object], kind: Kind) -> dict[str, str]:
    model = _MODELS[kind]
    main = MAIN_TEXT[kind]
    texts = {main: _limited(values, "body", model, main)}
    for name in _TEXTS[kind]:
        texts[name] = _limited(values, name, model, name)
    return texts


def _text(values: Mapping[str, object], column: str) -> str:
    value = values.get(column)
    if isinstance(value, list):
        return ";".join(map(str, value)).strip()
    return "" if value is None else str(value).strip()


def _limited(
    values: Mapping[str, object], column: str, model: type[Material], field_name: str
) -> str:
    text = _text(values, column)
    if "\0" in text:
        raise BadRow(column, "holds a NUL character")
    longest: int | None = getattr(model._meta.get_field(field_name), "max_length", None)
    if longest and len(text) > longest:
        raise BadRow(column, f"longer than {longest} characters")
    return text


def _minutes(values: Mapping[str, object]) -> int | None:
    text = _text(values, "duration_minutes")
    if not text:
        return None
    is_number = (
        text.isascii() and text.isdigit() and len(text) <= len(str(LONGEST_MINUTES))
    )
    if not is_number or not 0 < int(text) <= LONGEST_MINUTES:
        raise BadRow("duration_minutes", "not a number of minutes")
    return int(text)


def _visibility(values: Mapping[str, object]) -> str:
    text = _text(values, "visibility")
    if text and text not in {Visibility.PUBLIC, Visibility.SIGNED_IN}:
        raise BadRow("visibility", f"unknown: {text[:40]}")
    return text


def _checksum(values: Mapping[str, object]) -> str:
    known = {name: _text(values, name) for name in sorted(COLUMNS)}
    content = json.dumps(known, ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()
