"""What upper apps use stored files for: the bank asks, and knows none of them."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Protocol

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from accounts.models import User


class FileUse(Protocol):
    """One way in which an upper app uses files; conditions on rows of `StoredFile`."""

    def seen_by(self, user: User | AnonymousUser) -> Q:
        """Files that `user` may open because of this use."""

    def in_use(self) -> Q:
        """Files that something holds; the others are cleared away."""


_uses: list[FileUse] = []


def register_use(use: FileUse) -> None:
    _uses.append(use)


def seen_elsewhere(user: User | AnonymousUser) -> Q:
    return reduce(or_, (use.seen_by(user) for use in _uses), Q())


def used_elsewhere() -> Q:
    return reduce(or_, (use.in_use() for use in _uses), Q())
