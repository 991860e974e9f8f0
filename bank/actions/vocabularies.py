"""Load the lists of `bank/data` into the database; safe to run again."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.apps import apps as current_apps
from django.apps.registry import Apps
from django.db import models, transaction

from bank.models.terms import forget_terms

DATA = Path(__file__).resolve().parents[1] / "data"
# Spans without a beginning were in force when the core curriculum of 2017 began.
FIRST_KNOWN_YEAR = 2017


@transaction.atomic
def load_vocabularies(apps: Apps | None = None) -> None:
    """Add what is missing and bring labels, dates and sources up to date.

    A term that left the files stays: materials may point to it. `apps` is the
    historical registry when a migration calls.
    """
    loader = _Loader(apps or current_apps)
    loader.load_stages()
    loader.load_subjects()
    loader.load_teaching()
    loader.load_licenses()
    loader.load_curriculum()
    forget_terms()


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


class _Loader:
    """Write the lists through one registry of models.

    Values are `Any`: the fields differ per model, and a migration's models have
    no types.
    """

    def __init__(self, apps: Apps) -> None:
        self.apps = apps

    def _rows(self, model: str) -> models.Manager[Any]:
        manager: models.Manager[Any] = self.apps.get_model("bank", model).objects
        return manager

    def _put(self, model: str, code: str, **values: Any) -> Any:  # noqa: ANN401
        row, _created = self._rows(model).update_or_create(code=code, defaults=values)
        return row

    def _get(self, model: str, code: str) -> Any:  # noqa: ANN401
        return self._rows(model).get(code=code)

    def load_stages(self) -> None:
        data = _read("stages")
        source = data["source"]
        for number, stage in enumerate(data["stages"]):
            self._put("EducationStage", **stage, position=number, source=source)
        position = 0
        for group in data["classes"]:
            stage = self._get("EducationStage", group["stage"])
            for code, label in zip(group["codes"], group["labels"], strict=True):
                position += 1
                values = {"label": label, "position": position, "source": source}
                self._put("ClassYear", code, stage=stage, **values)

    def load_subjects(self) -> None:
        data = _read("subjects")
        sources = data["sources"]
        for number, entry in enumerate(data["subjects"]):
            subject = self._put(
                "Subject",
                entry["code"],
                label=entry["label"],
                position=number,
                source=sources[entry["spans"][0]["source"]],
            )
            for span in entry["spans"]:
                self._put_span(subject, span, sources[span["source"]])

    def _put_span(
        self, subject: models.Model, span: dict[str, Any], source: str
    ) -> None:
        for class_year in self._rows("ClassYear").filter(code__in=span["classes"]):
            self._rows("SubjectYear").update_or_create(
                subject=subject,
                class_year=class_year,
                first_year=span.get("first", FIRST_KNOWN_YEAR),
                defaults={"last_year": span.get("last"), "source": source},
            )

    def load_teaching(self) -> None:
        data = _read("teaching")
        self._put_list("KeyCompetence", [data["competences"]])
        self._put_list("WorkForm", [data["forms"]])
        self._put_list("TeachingMethod", data["methods"])

    def _put_list(self, model: str, groups: Iterable[dict[str, Any]]) -> None:
        position = 0
        for group in groups:
            extra = {"group": group["group"]} if "group" in group else {}
            for code, label in group["items"]:
                position += 1
                values = {"label": label, "position": position, **extra}
                self._put(model, code, source=group["source"], **values)

    def load_licenses(self) -> None:
        data = _read("licenses")
        for number, entry in enumerate(data["licenses"]):
            values = {"source": data["source"], "position": number} | entry
            self._put("License", **values)

    def load_curriculum(self) -> None:
        data = _read("curriculum")
        sources = data["sources"]
        for number, entry in enumerate(data["curricula"]):
            self._put("Curriculum", **entry, position=number, source=sources["y2017"])
        for number, entry in enumerate(data["versions"]):
            self._put_version(entry, number, sources[entry["source"]])
        for number, entry in enumerate(data["nodes"]):
            self._put_nodes(entry, number * 100)

    def _put_version(self, entry: dict[str, Any], number: int, source: str) -> None:
        version = self._put(
            "CurriculumVersion",
            entry["code"],
            curriculum=self._get("Curriculum", entry["curriculum"]),
            label=entry["label"],
            valid_from=entry["valid_from"],
            position=number,
            source=source,
        )
        for scope in entry["scopes"]:
            span = {"first_year": scope["first"], "last_year": scope.get("last")}
            for class_year in self._rows("ClassYear").filter(code__in=scope["classes"]):
                self._rows("CurriculumScope").update_or_create(
                    version=version,
                    class_year=class_year,
                    defaults={**span, "source": source},
                )

    def _put_nodes(self, entry: dict[str, Any], position: int) -> None:
        version = self._get("CurriculumVersion", entry["version"])
        common = {
            "version": version,
            "stage": self._get("EducationStage", entry["stage"]),
            "subject": self._get("Subject", entry["subject"]),
            "source": version.source,
        }
        top = {"label": entry["label"], "kind": "subject", "position": position}
        parent = self._put("CurriculumNode", entry["code"], **top, **common)
        for place, (number, label) in enumerate(entry["sections"], start=1):
            values = {"label": label, "kind": "section", "number": number}
            self._put(
                "CurriculumNode",
                f"{entry['code']}/T/{number}",
                parent=parent,
                position=position + place,
                **values,
                **common,
            )
