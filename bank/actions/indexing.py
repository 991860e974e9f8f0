"""Telling search what of the bank to look at again."""

from collections.abc import Collection

from bank.actions.history import SEARCH_SOURCE
from bank.models import Material
from search.actions import record_change


def person_changed(pks: Collection[int], *, renamed: bool) -> None:
    """Have materials found and shown under their authors' present names."""
    if renamed:
        theirs = Material.objects.published().filter(authors__user__in=pks)
        record_change(SEARCH_SOURCE, *theirs.values_list("pk", flat=True).distinct())
