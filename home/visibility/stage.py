"""A tiny gmina of invented people and things, on which the rules are tried.

Made inside a transaction that is always undone, past the actions: nobody is told,
nothing is queued, nobody else ever sees it.
"""

import secrets
import uuid
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from accounts.models import (
    AccessGroup,
    AccessGroupMember,
    AuditEntry,
    AuditVerb,
    Institution,
    InstitutionKind,
    RoleAssignment,
    User,
)
from accounts.roles import Role
from bank.models import (
    Attachment,
    Kind,
    Material,
    MaterialAuthor,
    ReviewState,
    StoredFile,
    Visibility,
)
from bank.models.audience import write_roles
from home.models import News, NewsAudience
from network.models import (
    MemberRole,
    Membership,
    MemberState,
    Network,
    Post,
    Topic,
)

Viewer = User | AnonymousUser
GUEST = "guest"
# Who looks: a key, the role held, and whether at the place where things happen.
_ROLES: dict[str, tuple[Role, bool]] = {
    "author": (Role.TEACHER, True),
    "colleague": (Role.TEACHER, True),
    "head": (Role.HEAD, True),
    "it": (Role.SCHOOL_IT, True),
    "stranger": (Role.TEACHER, False),
    "other_head": (Role.HEAD, False),
    "member": (Role.TEACHER, False),
    "coordinator": (Role.TEACHER, False),
}
_GMINA_ROLES: dict[str, Role] = {
    "moderator": Role.MODERATOR,
    "editor": Role.EDITOR,
    "office": Role.OFFICE,
    "observer": Role.OBSERVER,
    "administrator": Role.ADMINISTRATOR,
}
_MEMBERS = ("author", "member", "coordinator")


@dataclass(frozen=True)
class Stage:
    """Who looks, and what there is to see."""

    viewers: dict[str, Viewer]
    subject: User
    materials: dict[str, Material]
    files: dict[str, StoredFile]
    network: Network
    topic: Topic
    news: dict[str, News]
    entries: dict[str, AuditEntry]


def make_stage() -> Stage:
    """Invent everything; call inside a transaction that will be undone."""
    here, elsewhere = _places()
    people = _people(here, elsewhere)
    network = _network(people)
    materials = _materials(people["author"], here, network)
    return Stage(
        viewers={GUEST: AnonymousUser()}
        | {key: person for key, person in people.items() if key != "subject"},
        subject=people["subject"],
        materials=materials,
        files=_files(people["author"], materials),
        network=network,
        topic=_topic(network, people["author"]),
        news=_news(here, people["head"]),
        entries=_entries(people["subject"]),
    )


def _name() -> str:
    return secrets.token_hex(12)


def _places() -> list[Institution]:
    return Institution.objects.bulk_create(
        Institution(name=name, short_name=name, slug=name, kind=InstitutionKind.SCHOOL)
        for name in (_name(), _name())
    )


def _people(here: Institution, elsewhere: Institution) -> dict[str, User]:
    places = {key: here if near else elsewhere for key, (_r, near) in _ROLES.items()}
    keys = [*_ROLES, *_GMINA_ROLES, "subject"]
    people: list[User] = User.objects.bulk_create(
        User(
            email=f"{_name()}@invalid",
            institution=places.get(key, here if key == "subject" else None),
        )
        for key in keys
    )
    named = dict(zip(keys, people, strict=True))
    roles = {key: role for key, (role, _near) in _ROLES.items()} | _GMINA_ROLES
    RoleAssignment.objects.bulk_create(
        RoleAssignment(user=named[key], role=role, institution=places.get(key))
        for key, role in roles.items()
    )
    RoleAssignment.objects.create(
        user=named["subject"], role=Role.TEACHER, institution=here
    )
    return named


def _network(people: dict[str, User]) -> Network:
    group = AccessGroup.objects.create(name=_name())
    network = Network.objects.create(
        name=_name(), slug=_name(), starts_in=2026, purpose="–", access_group=group
    )
    now = timezone.now()
    Membership.objects.bulk_create(
        Membership(
            network=network,
            user=people[key],
            role=MemberRole.COORDINATOR if key == "coordinator" else MemberRole.MEMBER,
            state=MemberState.ACTIVE,
            handle=_name(),
            changed_at=now,
            joined_at=now,
        )
        for key in _MEMBERS
    )
    AccessGroupMember.objects.bulk_create(
        AccessGroupMember(group=group, user=people[key]) for key in _MEMBERS
    )
    return network


def _materials(
    author: User, here: Institution, network: Network
) -> dict[str, Material]:
    common = {"kind": Kind.LESSON_PLAN, "owner": author, "institution": here}
    rows = {
        value: Material(
            **common,
            title=_name(),
            visibility=value,
            visibility_institution=here,
            visibility_group=network.access_group,
            visibility_roles=write_roles([Role.HEAD]),
            live=True,
        )
        for value in Visibility.values
    }
    rows["draft"] = Material(**common, title=_name(), live=False)
    rows["waiting"] = Material(
        **common, title=_name(), live=False, review_state=ReviewState.WAITING
    )
    rows["withdrawn"] = Material(
        **common, title=_name(), live=False, withdrawn_at=timezone.now()
    )
    made = Material.objects.bulk_create(rows.values())
    MaterialAuthor.objects.bulk_create(
        MaterialAuthor(material=material, user=author) for material in made
    )
    return dict(zip(rows, made, strict=True))


def _files(author: User, materials: dict[str, Material]) -> dict[str, StoredFile]:
    files = StoredFile.objects.bulk_create(
        StoredFile(owner=author, name="plik.pdf", size=1, sha256=_name())
        for _each in range(2)
    )
    named = dict(zip(("of_institution", "of_draft"), files, strict=True))
    Attachment.objects.create(
        material=materials[Visibility.INSTITUTION], file=named["of_institution"]
    )
    return named


def _topic(network: Network, author: User) -> Topic:
    now = timezone.now()
    topic = Topic.objects.create(
        network=network,
        title=_name(),
        slug=_name(),
        author=author,
        created_at=now,
        last_post_at=now,
    )
    Post.objects.create(
        topic=topic,
        position=1,
        author=author,
        source="–",
        html="<p>–</p>",
        token=uuid.uuid4(),
        created_at=now,
    )
    return topic


def _news(here: Institution, author: User) -> dict[str, News]:
    made = News.objects.bulk_create(
        News(
            title=_name(),
            slug=_name(),
            lead="–",
            audience=audience,
            institution=here if audience == NewsAudience.INSTITUTION else None,
            author=author,
        )
        for audience in NewsAudience.values
    )
    return dict(zip(NewsAudience.values, made, strict=True))


def _entries(subject: User) -> dict[str, AuditEntry]:
    """Write past the chain, which these never join: the transaction is undone."""
    verbs = {"of_rights": AuditVerb.ROLE_GRANTED, "of_sign_ins": AuditVerb.SIGNED_IN}
    made = {}
    for number, (key, verb) in enumerate(verbs.items(), start=2**62):
        made[key] = AuditEntry(
            number=number, at=timezone.now(), verb=verb.value, subject=subject
        )
        made[key].save(force_insert=True)
    return made
