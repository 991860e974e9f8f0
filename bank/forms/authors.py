"""The authors of a material: added by name or address, moved and taken off."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _

from accounts.models import User
from bank.actions.content import MOST_AUTHORS
from bank.models import Material

MOST_OFFERED = 8
_KEY = re.compile("[0-9]{1,18}")
_ORDER = re.compile("(up|down|remove)-([0-9]{1,18})")


def authors_of(
    material: Material, *, by: User, data: QueryDict | None = None
) -> list[User]:
    """Give the authors that the form holds: those sent, or else those named; a query.

    Only the owner, whoever is named already and people with a living account.
    """
    named = [author.user_id for author in material.authors.all()]
    sent = data.getlist("author") if data is not None else []
    keys = [int(key) for key in sent if _KEY.fullmatch(key)][: 2 * MOST_AUTHORS]
    keys = list(dict.fromkeys(keys or named))
    if material.owner_id is not None and material.owner_id not in keys:
        keys.insert(0, material.owner_id)
    people = User.objects.visible_to(by) | User.objects.filter(
        pk__in=[*named, material.owner_id]
    )
    known = people.filter(pk__in=keys).select_related("institution").in_bulk()
    return [known[key] for key in keys if key in known]


def rearranged_authors(
    people: Sequence[User], order: str, *, owner_id: int | None
) -> list[User]:
    """Apply one order: remove-7, up-7 or down-7; the owner is never removed."""
    rows = list(people)
    asked = _ORDER.fullmatch(order)
    places = [n for n, row in enumerate(rows) if asked and row.pk == int(asked[2])]
    if asked is None or not places:
        return rows
    place, verb = places[0], asked[1]
    if verb == "remove":
        return [row for row in rows if row.pk != rows[place].pk or row.pk == owner_id]
    other = place + (-1 if verb == "up" else 1)
    if 0 <= other < len(rows):
        rows[place], rows[other] = rows[other], rows[place]
    return rows


def people_called(typed: str, *, by: User) -> list[User]:
    """Offer people by the beginnings of their names, and by the place after a comma."""
    name, _comma, place = typed.partition(",")
    if not name.strip() or "\x00" in typed:
        return []
    found = User.objects.visible_to(by).called(name).select_related("institution")
    if place := place.strip():
        found = found.filter(
            Q(institution__short_name__icontains=place)
            | Q(institution__name__icontains=place)
        )
    return list(found[:MOST_OFFERED])


def in_words(person: User) -> str:
    """Name a person and their place, never their address."""
    place = person.institution.short_name if person.institution else ""
    return ", ".join(filter(None, [person.get_full_name(), place]))


def find_person(typed: str, *, by: User) -> User:
    """Give the one person meant; `ValidationError` says who fits, or that nobody."""
    if "@" in typed:
        named = User.objects.visible_to(by).exclude(first_name="", last_name="")
        fitting = list(named.filter(email__iexact=typed))
        exact = fitting
    else:
        fitting = people_called(typed, by=by)
        words = _words(typed.partition(",")[0])
        exact = [one for one in fitting if _words(one.get_full_name()) == words]
    if len(exact) == 1:
        person: User = exact[0]
        return person
    if fitting:
        who = "; ".join(in_words(one) for one in exact or fitting)
        text = _(
            "Not clear who is meant. These fit: %(people)s. Type one of them in full, "
            "or the service e-mail address."
        )
        raise ValidationError(text % {"people": who})
    raise ValidationError(
        _("Nobody with an account here has this name or address. Check the spelling.")
    )


def _words(name: str) -> list[str]:
    return sorted(name.casefold().split())
