"""Many rows at once, for tests and benchmarks of what a page costs.

Made by `bulk_create`, past the actions: nobody is told and nothing is queued.
"""

import itertools
import uuid
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import WorkflowState

from accounts.models import (
    AccessGroup,
    AccessGroupMember,
    Institution,
    Invitation,
    JoinRequest,
    JoinState,
    User,
)
from accounts.models.institution import InstitutionKind
from accounts.models.invitation import digest, new_token
from bank.actions.import_materials import ImportOptions, import_materials
from bank.importing.rows import RowReader
from bank.models import (
    EventKind,
    License,
    Material,
    MaterialEvent,
    ReviewAssignment,
    ReviewState,
    Visibility,
)
from bank.school_year import SchoolYear
from home.models import News, NewsAudience
from network.models import (
    Level,
    MemberRole,
    Membership,
    MemberState,
    Network,
    Post,
    Reason,
    Subscription,
    Topic,
)
from notifications.models import Notification

_numbers = itertools.count(101)


def _fresh(number: int) -> list[int]:
    return list(itertools.islice(_numbers, number))


def add_institutions(number: int) -> list[Institution]:
    return Institution.objects.bulk_create(
        Institution(
            name=f"Szkoła Podstawowa nr {n} w Brzezinie",
            short_name=f"SP nr {n}",
            slug=f"szkola-podstawowa-{n}",
            kind=InstitutionKind.SCHOOL,
            town="Brzezina",
        )
        for n in _fresh(number)
    )


def add_people(number: int, *, institution: Institution | None = None) -> list[User]:
    """Add people who cannot sign in with a password."""
    people: list[User] = User.objects.bulk_create(
        User(
            email=f"osoba{n}@example.org",
            password="!",
            first_name="Łucja",
            last_name=f"Śliwa{n}",
            institution=institution,
        )
        for n in _fresh(number)
    )
    return people


def add_materials(
    owner: User, number: int, *, visibility: Visibility = Visibility.PUBLIC
) -> list[Material]:
    """Add published materials, as an import would."""
    reader = RowReader()
    before = Material.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    rows = [
        reader.read(
            {
                "id": f"crowd-{n}",
                "title": f"Ułamki na wesoło, część {n}",
                "summary": "Uczniowie dzielą papierowe pizze i zapisują ułamki.",
                "body": "Krojenie, liczenie, zapisywanie i wspólne podsumowanie.",
                "subject": "Matematyka",
                "class_years": "4-6",
                "kind": "scenario" if n % 3 else "math_game",
                "duration_minutes": "45",
            }
        )
        for n in _fresh(number)
    ]
    license_ = License.objects.get(code="cc-by-sa-4.0")
    import_materials(rows, ImportOptions(owner, True, license_, visibility))
    return list(Material.objects.filter(pk__gt=before).order_by("pk"))


def send_to_review(materials: list[Material]) -> None:
    """Put these into the moderators' queue, once more or for the first time."""
    kinds = {
        name: ContentType.objects.get(app_label="bank", model=name)
        for name in ("material", "lessonplan", "mathgame")
    }
    workflow = materials[0].get_workflow()
    states = WorkflowState.objects.bulk_create(
        WorkflowState(
            content_type=kinds[material.specific._meta.model_name or ""],
            base_content_type=kinds["material"],
            object_id=str(material.pk),
            workflow=workflow,
        )
        for material in materials
    )
    ReviewAssignment.objects.bulk_create(
        ReviewAssignment(
            workflow_state=state, material=material, due_on=timezone.localdate()
        )
        for state, material in zip(states, materials, strict=True)
    )
    Material.objects.filter(pk__in=[material.pk for material in materials]).update(
        review_state=ReviewState.WAITING
    )


def add_events(material: Material, actor: User, number: int) -> None:
    MaterialEvent.objects.bulk_create(
        MaterialEvent(
            material=material, actor=actor, kind=EventKind.CORRECTED, reason="Literówka"
        )
        for _n in range(number)
    )


def add_networks(coordinator: User, number: int, *, member: User) -> list[Network]:
    """Add networks led by `coordinator`; `member` belongs to every other one."""
    numbers = _fresh(number)
    groups = AccessGroup.objects.bulk_create(
        AccessGroup(name=f"Sieć {n}") for n in numbers
    )
    networks = Network.objects.bulk_create(
        Network(
            name=f"Sieć {n}",
            slug=f"siec-{n}",
            starts_in=SchoolYear.containing(timezone.localdate()).start,
            purpose="Uczymy się od siebie.",
            access_group=group,
        )
        for n, group in zip(numbers, groups, strict=True)
    )
    for place, network in enumerate(networks):
        add_members(network, [coordinator], role=MemberRole.COORDINATOR)
        if place % 2:
            add_members(network, [member])
    return networks


def add_members(
    network: Network,
    people: list[User],
    *,
    role: MemberRole = MemberRole.MEMBER,
    state: MemberState = MemberState.ACTIVE,
) -> None:
    since = timezone.now() - timedelta(days=1)
    if state == MemberState.ACTIVE:
        AccessGroupMember.objects.bulk_create(
            AccessGroupMember(group=network.access_group, user=user) for user in people
        )
        Subscription.objects.bulk_create(
            Subscription(
                user=user, network=network, level=Level.FIRST_POST, reason=Reason.JOINED
            )
            for user in people
        )
    Membership.objects.bulk_create(
        Membership(
            network=network,
            user=user,
            role=role,
            state=state,
            handle=f"osoba.{user.pk}" if state == MemberState.ACTIVE else "",
            changed_at=since,
            joined_at=since,
            caught_up_at=since,
        )
        for user in people
    )


def add_topics(network: Network, author: User, number: int) -> list[Topic]:
    """Add topics of one post each."""
    now = timezone.now()
    topics = Topic.objects.bulk_create(
        Topic(
            network=network,
            title=f"Ułamki bez kartek, wątek {n}",
            slug=f"ulamki-{n}",
            author=author,
            created_at=now,
            last_post_at=now,
        )
        for n in _fresh(number)
    )
    for topic in topics:
        add_posts(topic, [author], 1)
    return topics


def add_posts(topic: Topic, authors: list[User], number: int) -> None:
    now = timezone.now()
    posts = Post.objects.bulk_create(
        Post(
            topic=topic,
            position=topic.last_position + 1 + n,
            author=authors[n % len(authors)],
            source="Robiliśmy to z klockami.",
            html="<p>Robiliśmy to z klockami.</p>",
            token=uuid.uuid4(),
            created_at=now,
        )
        for n in range(number)
    )
    topic.last_position += number
    topic.last_post = posts[-1]
    topic.last_post_at = now
    topic.reply_count = topic.last_position - 1
    topic.save()


def tell(user: User, posts: list[Post]) -> None:
    """Put a notification of each post into the person's centre."""
    Notification.objects.bulk_create(
        Notification(
            user=user,
            kind="network.post",
            target=str(post.pk),
            event=f"post-{post.pk}-{n}",
            reason="network",
            created_at=timezone.now() - timedelta(days=1),
        )
        for n, post in zip(_fresh(len(posts)), posts, strict=True)
    )


def add_news(author: User, number: int, institution: Institution | None = None) -> None:
    News.objects.bulk_create(
        News(
            title=f"Dzień otwarty {n}",
            slug=f"dzien-otwarty-{n}",
            lead="Zapraszamy wszystkich.",
            body="Zapraszamy.",
            audience=NewsAudience.PUBLIC,
            institution=institution,
            author=author,
        )
        for n in _fresh(number)
    )


def add_staff(school: Institution, number: int) -> None:
    """Add people who work there, as many invited and as many who ask to be let in."""
    add_people(number, institution=school)
    soon = timezone.now() + timedelta(days=7)
    Invitation.objects.bulk_create(
        Invitation(
            institution=school,
            email=f"{token}@example.org",
            token_digest=digest(token),
            expires_at=soon,
        )
        for token in (new_token() for _ in range(number))
    )
    JoinRequest.objects.bulk_create(
        JoinRequest(
            institution=school,
            email=f"{token}@example.org",
            first_name="Roman",
            last_name="Kos",
            state=JoinState.WAITING,
            token_digest=digest(token),
            confirmed_at=timezone.now(),
        )
        for token in (new_token() for _ in range(number))
    )
