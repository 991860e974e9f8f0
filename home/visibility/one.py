"""Who sees one material, in the words of its audience tokens."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import AccessGroup, Institution, User
from accounts.models.audience import PUBLIC, SIGNED_IN
from accounts.roles import Role
from bank.models import Material


@dataclass(frozen=True)
class Audience:
    """A material as far as the asker may know it, and who sees it."""

    title: str
    who: list[str]


def audience_of(pk: int, *, asker: User) -> Audience | None:
    """Say who sees the material of this number; its title only to who sees it too."""
    material = Material.objects.prefetch_related("authors").filter(pk=pk).first()
    if material is None:
        return None
    visible = Material.objects.visible_to(asker).filter(pk=pk).exists()
    title = material.title if visible else _("Material no. %(pk)s") % {"pk": pk}
    return Audience(title, _in_words(material.audience_tokens))


def _in_words(tokens: frozenset[str]) -> list[str]:
    if PUBLIC in tokens:
        return [_("everybody, guests too")]
    if SIGNED_IN in tokens:
        return [_("everybody signed in")]
    parts: dict[str, list[str]] = {"inst": [], "group": [], "role": [], "user": []}
    for token in tokens:
        kind, _colon, key = token.partition(":")
        parts[kind].append(key)
    places = Institution.objects.filter(pk__in=parts["inst"])
    groups = AccessGroup.objects.filter(pk__in=parts["group"])
    people = User.objects.filter(Q(pk__in=parts["user"]))
    return [
        *(_("people of: %(name)s") % {"name": place.name} for place in places),
        *(_("the group: %(name)s") % {"name": group.name} for group in groups),
        *(_("role: %(name)s") % {"name": Role(key).label} for key in parts["role"]),
        *(_("author: %(name)s") % {"name": person} for person in people),
    ]
