"""What a leaving person holds; filled by every app while it gets ready.

A duty is handed to somebody or left without a carer; an ending takes away what
nobody takes over, such as a membership.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django_stubs_ext import StrOrPromise

from accounts.exceptions import DutyAlreadyRegistered
from accounts.models import User


@dataclass(frozen=True)
class Held:
    """One thing that `person` holds; `key` names it within its duty."""

    person: User
    key: str
    label: str
    url: str = ""  # path on this site
    may_stay: bool = True  # may be left without a carer


@dataclass(frozen=True)
class Duty:
    """One sort of thing people answer for. The key is stored.

    `held_by` also answers for a person whose account is closed. `candidates` names
    who may take a thing over if `actor` hands it. `hand_over` gives it to somebody,
    or with None leaves it; afterwards `held_by` does not name it any more.
    """

    key: str
    label: StrOrPromise
    held_by: Callable[[User], list[Held]]
    candidates: Callable[[Held, User], Iterable[User]]
    hand_over: Callable[[Held, User | None, User | None], None]


# Ends what the person had, and says in words what that was; safe to run twice.
Ending = Callable[[User, User | None], list[str]]

_duties: dict[str, Duty] = {}
_endings: list[Ending] = []


def register_duty(duty: Duty) -> None:
    """Have the wizard ask about this duty. Raises `DutyAlreadyRegistered`."""
    if duty.key in _duties:
        raise DutyAlreadyRegistered(duty.key)
    _duties[duty.key] = duty


def register_ending(ending: Ending) -> None:
    """Have this run when somebody's account closes for good."""
    _endings.append(ending)


def duties() -> list[Duty]:
    return list(_duties.values())


def endings() -> list[Ending]:
    return list(_endings)
