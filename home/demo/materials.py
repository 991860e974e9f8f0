"""The way of the demonstration's materials through writing and review."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Final

from accounts.models import User
from bank.actions.drafts import newest_text, save_draft, start_draft
from bank.actions.published import feature, withdraw
from bank.actions.review import claim, publish, send_back
from bank.actions.submission import submit_for_review
from bank.models import Kind, Material
from home.demo.content import Table, materials
from home.demo.files import attached_files
from home.demo.material_texts import evaluation_of, text_of
from home.demo.stage import Stage

# In days before the day that the data names.
BEGUN: Final = 6
SENT_IN: Final = 4
TAKEN: Final = 1
# In days after it.
TAKEN_TO_READ: Final = -2
FEATURED: Final = -1
WITHDRAWN: Final = -45
# In days before now.
NEWER_BEGUN: Final = 5
NEWER_SENT_IN: Final = 3


def plan_materials(stage: Stage) -> None:
    for table in materials():
        _Story(stage, table).plan()


class _Story:
    """One material, from its first sentence to where it stands now."""

    def __init__(self, stage: Stage, table: Table) -> None:
        self.stage = stage
        self.table = table
        self.chance = random.Random(table["key"])  # noqa: S311  # the same every time

    def plan(self) -> None:
        endings: dict[str, Callable[[], None]] = {
            "draft": lambda: None,
            "submitted": lambda: self._on_day(self._submit),
            "claimed": self._plan_claim,
            "returned": lambda: self._plan_verdict(self._send_back),
            "published": self._plan_publication,
            "withdrawn": self._plan_withdrawal,
        }
        self._on_day(self._begin, days=BEGUN)
        endings[self.table["state"]]()

    def _plan_claim(self) -> None:
        self._on_day(self._submit)
        self._on_day(self._claim, days=TAKEN_TO_READ)

    def _plan_verdict(self, verdict: Callable[[], object]) -> None:
        self._on_day(self._submit, days=SENT_IN)
        self._on_day(self._claim, days=TAKEN)
        self._on_day(verdict)

    def _plan_publication(self) -> None:
        self._plan_verdict(self._publish)
        if self.table["featured"]:
            self._on_day(self._feature, days=FEATURED)
        if "newer_version" in self.table:
            self.stage.plan(self._rewrite, days=NEWER_BEGUN)
            self.stage.plan(self._submit, days=NEWER_SENT_IN)

    def _plan_withdrawal(self) -> None:
        self._plan_verdict(self._publish)
        self._on_day(self._withdraw, days=WITHDRAWN)

    def _on_day(self, deed: Callable[[], object], *, days: int = 0) -> None:
        """Plan a deed at some hour; those of one material are a day apart or more."""
        hours = self.chance.uniform(0, 22)
        self.stage.plan(deed, days=self.table["days_ago"] + days, hours=hours)

    @property
    def _author(self) -> User:
        return self.stage.people[self.table["authors"][0]]

    @property
    def _reviewer(self) -> User:
        return self.stage.people[self.table["reviewer"]]

    @property
    def _material(self) -> Material:
        """The material as it is by now."""
        pk = self.stage.materials[self.table["key"]].pk
        material: Material = Material.objects.get(pk=pk).specific
        return material

    def _begin(self) -> None:
        draft = start_draft(Kind(self.table["kind"]), owner=self._author)
        files = attached_files(self.table, owner=self._author)
        save_draft(
            draft,
            by=self._author,
            data={**text_of(self.table, self.stage), "attachments": files},
            base_version=draft.edit_version,
        )
        self.stage.materials[self.table["key"]] = draft

    def _submit(self) -> None:
        submit_for_review(self._material, by=self._author, rights_confirmed=True)

    def _claim(self) -> None:
        claim(self._material, by=self._reviewer)

    def _publish(self) -> None:
        material = self._material
        publish(material, by=self._reviewer, version=material.edit_version)

    def _send_back(self) -> None:
        send_back(self._material, by=self._reviewer, reason=self.table["reason"])

    def _feature(self) -> None:
        feature(self._material, by=self._reviewer)

    def _withdraw(self) -> None:
        withdraw(self._material, by=self._reviewer, reason=self.table["reason"])

    def _rewrite(self) -> None:
        newer = self.table | self.table["newer_version"]
        material = newest_text(self._material)
        save_draft(
            material,
            by=self._author,
            data={"summary": newer["summary"], "evaluation": evaluation_of(newer)},
            base_version=material.edit_version,
        )
