"""Who sees what, found out by asking the rules themselves."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.cache import cache
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from accounts.models import AuditEntry, User
from bank.models import Material, StoredFile, Visibility
from home.models import News, NewsAudience
from home.release import release_date
from home.visibility.stage import GUEST, Stage, Viewer, make_stage
from network.models import Network, Topic
from network.models.access import standing_of

_KEPT_FOR = 3600

VIEWERS: dict[str, StrOrPromise] = {
    GUEST: _("a guest, without signing in"),
    "author": _("its author"),
    "colleague": _("a teacher of this institution"),
    "head": _("the head of this institution"),
    "it": _("the IT person of this institution"),
    "stranger": _("a teacher of another institution"),
    "other_head": _("the head of another institution"),
    "member": _("a member of this network"),
    "coordinator": _("the coordinator of this network"),
    "moderator": _("moderators of the bank"),
    "editor": _("editors of the site"),
    "office": _("the education office"),
    "observer": _("observers"),
    "administrator": _("administrators"),
}
MATERIALS = _("Materials and their files")
NETWORKS, NEWS, PEOPLE = _("Networks"), _("News"), _("People and the log")
# In the order of the page: group, key, words. The keys name what the stage holds.
THINGS: tuple[tuple[StrOrPromise, str, StrOrPromise], ...] = (
    (
        MATERIALS,
        f"material:{Visibility.PUBLIC}",
        _("a published material for everyone on the internet"),
    ),
    (
        MATERIALS,
        f"material:{Visibility.SIGNED_IN}",
        _("a published material for everyone signed in"),
    ),
    (
        MATERIALS,
        f"material:{Visibility.INSTITUTION}",
        _("a published material for one institution"),
    ),
    (
        MATERIALS,
        f"material:{Visibility.NETWORK}",
        _("a published material for one network"),
    ),
    (
        MATERIALS,
        f"material:{Visibility.ROLES}",
        _("a published material for chosen roles, here: heads"),
    ),
    (
        MATERIALS,
        f"material:{Visibility.AUTHOR}",
        _("a published material for its authors only"),
    ),
    (MATERIALS, "material:draft", _("a draft")),
    (MATERIALS, "material:waiting", _("a material waiting for review")),
    (MATERIALS, "material:withdrawn", _("that a material was withdrawn, and why")),
    (MATERIALS, "file:of_institution", _("a file of a material for one institution")),
    (MATERIALS, "file:of_draft", _("an uploaded file that nothing published uses")),
    (
        NETWORKS,
        "network:card",
        _("the card of a network: its name, aim and coordinators"),
    ),
    (NETWORKS, "network:people", _("the list of people of a network")),
    (NETWORKS, "network:topic", _("topics, posts and files of a network")),
    (NEWS, f"news:{NewsAudience.PUBLIC}", _("public news")),
    (NEWS, f"news:{NewsAudience.SIGNED_IN}", _("news for signed-in people")),
    (NEWS, f"news:{NewsAudience.INSTITUTION}", _("news of one institution")),
    (PEOPLE, "person:name", _("the name of a teacher of this institution")),
    (
        PEOPLE,
        "person:account",
        _("the account of that teacher: address, roles, last sign-in"),
    ),
    (PEOPLE, "person:list", _("the list of all people")),
    (PEOPLE, "entry:of_rights", _("the log: accounts, roles, groups")),
    (
        PEOPLE,
        "entry:of_sign_ins",
        _("the log: sign-ins, settings, looks as another person"),
    ),
)


@dataclass(frozen=True)
class Row:
    """One thing, and the keys of those who see it."""

    group: StrOrPromise
    label: StrOrPromise
    sees: frozenset[str]

    @property
    def is_for_all(self) -> bool:
        return len(self.sees) == len(VIEWERS)

    @property
    def is_for_signed_in(self) -> bool:
        return self.sees == VIEWERS.keys() - {GUEST}

    @property
    def is_for_few(self) -> bool:
        return len(self.sees) * 2 <= len(VIEWERS)

    @property
    def who_sees(self) -> list[StrOrPromise]:
        return [label for key, label in VIEWERS.items() if key in self.sees]

    @property
    def who_does_not(self) -> list[StrOrPromise]:
        return [label for key, label in VIEWERS.items() if key not in self.sees]


def rows() -> list[Row]:
    """Give the table; the answers are asked for anew once an hour and per release."""
    key = f"home.who_sees_what.{release_date()}"
    found: dict[str, frozenset[str]] | None = cache.get(key)
    if found is None:
        found = ask_the_rules()
        cache.set(key, found, _KEPT_FOR)
    return [Row(group, label, found[name]) for group, name, label in THINGS]


def ask_the_rules() -> dict[str, frozenset[str]]:
    """Try every rule on invented people and things, and undo them."""
    with transaction.atomic():
        stage = make_stage()
        seen = {
            viewer: set(_seen_by(person, stage))
            for viewer, person in stage.viewers.items()
        }
        transaction.set_rollback(True)
    return {
        name: frozenset(viewer for viewer in VIEWERS if name in seen[viewer])
        for _group, name, _label in THINGS
    }


def _seen_by(viewer: Viewer, stage: Stage) -> Iterator[str]:
    """Name what `viewer` sees of the stage, through the doors everybody uses."""
    doors: list[tuple[str, models.QuerySet[models.Model], dict[str, models.Model]]] = [
        ("material", Material.objects.visible_to(viewer), {**stage.materials}),
        ("file", StoredFile.objects.visible_to(viewer), {**stage.files}),
        ("network", Network.objects.visible_to(viewer), {"card": stage.network}),
        ("network", Topic.objects.visible_to(viewer), {"topic": stage.topic}),
        ("news", News.objects.visible_to(viewer), {**stage.news}),
        ("entry", AuditEntry.objects.visible_to(viewer), {**stage.entries}),
        ("person", User.objects.visible_to(viewer), {"name": stage.subject}),
        ("person", User.objects.managed_by(viewer), {"account": stage.subject}),
        ("person", User.objects.listed_for(viewer), {"list": stage.subject}),
    ]
    for kind, door, things in doors:
        wanted = [thing.pk for thing in things.values()]
        open_to = set(door.filter(pk__in=wanted).values_list("pk", flat=True))
        yield from (f"{kind}:{key}" for key, it in things.items() if it.pk in open_to)
    if isinstance(viewer, User) and standing_of(viewer, stage.network).sees_people:
        yield "network:people"
