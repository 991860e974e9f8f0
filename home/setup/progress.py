"""Where the setup stands: facts where there are facts, an administrator's word else."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from django.db.models import Exists, Q

from accounts.models import Institution, InstitutionKind, Municipality, User
from accounts.roles import Role
from bank.models import Material
from home.models import (
    AccessibilityStatement,
    DataController,
    MailTest,
    MailTestState,
    MarkKind,
    SetupMark,
    SetupStep,
)
from home.setup.pages import PAGES, StepPage


class StepState(Enum):
    DONE = "done"
    TO_DO = "to-do"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class StepStatus:
    """One step as the list shows it."""

    step: SetupStep
    state: StepState
    mark: SetupMark | None

    @property
    def page(self) -> StepPage:
        return PAGES[self.step]

    @property
    def url(self) -> str:
        return self.page.url

    @property
    def is_done(self) -> bool:
        return self.state is StepState.DONE

    @property
    def is_skipped(self) -> bool:
        return self.state is StepState.SKIPPED

    @property
    def is_open(self) -> bool:
        return self.state is StepState.TO_DO

    @property
    def asks_again(self) -> bool:
        """Whether it was done once, too long ago."""
        return self.mark is not None and self.mark.is_old


@dataclass(frozen=True)
class Progress:
    """The whole list, and how far it has come."""

    steps: list[StepStatus]

    @property
    def settled(self) -> int:
        """How many steps need nothing more."""
        return sum(not status.is_open for status in self.steps)

    @property
    def total(self) -> int:
        return len(self.steps)

    @property
    def is_complete(self) -> bool:
        return self.settled == self.total

    @property
    def next(self) -> StepStatus | None:
        return next((status for status in self.steps if status.is_open), None)


def progress_of(user: User) -> Progress:
    """Tell where every step stands; two queries, asked through the reader's row."""
    marks = {mark.step: mark for mark in SetupMark.objects.all()}
    facts = _facts(user)
    return Progress([_status(step, facts.get(step), marks.get(step)) for step in PAGES])


def status_of(user: User, step: SetupStep) -> StepStatus:
    return next(each for each in progress_of(user).steps if each.step == step)


def _status(step: SetupStep, fact: bool | None, mark: SetupMark | None) -> StepStatus:
    said_done = mark is not None and mark.kind == MarkKind.DONE and not mark.is_old
    if fact or (fact is None and said_done):
        return StepStatus(step, StepState.DONE, mark)
    if mark is not None and mark.kind == MarkKind.SKIPPED:
        return StepStatus(step, StepState.SKIPPED, mark)
    return StepStatus(step, StepState.TO_DO, mark)


def _facts(user: User) -> dict[str, bool]:
    """Ask about everything that can be seen for itself, in one query."""
    taught = (InstitutionKind.SCHOOL, InstitutionKind.KINDERGARTEN)
    found = User.objects.filter(pk=user.pk).values_list(
        Exists(Municipality.objects.exclude(terc="")),
        Exists(DataController.objects.exclude(Q(name="") | Q(officer_email=""))),
        Exists(AccessibilityStatement.objects.exclude(body_name="")),
        Exists(Institution.objects.filter(kind__in=taught)),
        Exists(MailTest.objects.filter(state=MailTestState.ARRIVED)),
        Exists(User.objects.holding(Role.MODERATOR)),
        Exists(User.objects.holding(Role.HEAD)),
        Exists(Material.objects.starter()),
    )
    gmina, controller, statement, places, mail, moderator, head, starter = found.get()
    return {
        SetupStep.MUNICIPALITY: gmina,
        SetupStep.CONTROLLER: controller,
        SetupStep.ACCESSIBILITY: statement,
        SetupStep.INSTITUTIONS: places,
        SetupStep.MAIL: mail,
        SetupStep.PEOPLE: moderator and head,
        SetupStep.STARTER: starter,
    }
