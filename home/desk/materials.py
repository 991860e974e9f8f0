"""A person's own materials, and what is new for them; few and flat questions."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from accounts.models import User
from bank.models import AuthorState, Material, Subject, TeachingProfile
from home.addresses import url_or_none

SHOWN = 5
LOOKED_AT = 40
_OF_FRESH = ("title", "slug", "kind", "institution__short_name")


@dataclass(frozen=True)
class Fresh:
    """What is new for a person, and whether it was narrowed to their subjects."""

    materials: list[Material]
    is_chosen: bool
    is_narrowed: bool


@dataclass(frozen=True)
class OwnMaterials:
    """What the author has to do, and what waits for others."""

    returned: list[Material]
    drafts: list[Material]
    waiting: list[Material]
    has_any: bool

    @property
    def new_url(self) -> str | None:
        """Where the first material begins."""
        return url_or_none("bank:new")


def own_materials(user: User) -> OwnMaterials:
    """Sort the person's last materials by the five words; one query."""
    rows = list(
        Material.objects.written_by(user).order_by("-changed_at", "-pk")[:LOOKED_AT]
    )

    def having(state: AuthorState) -> list[Material]:
        return [row for row in rows if row.author_state == state]

    return OwnMaterials(
        returned=having(AuthorState.RETURNED),
        drafts=having(AuthorState.DRAFT)[:SHOWN],
        waiting=having(AuthorState.WAITING)[:SHOWN],
        has_any=bool(rows),
    )


def new_for(user: User, *, has_written: bool) -> Fresh:
    """The newest materials of others; one query.

    One's subjects are those one chose; without a choice those of the materials one
    wrote; without any, all count.
    """
    rows = _with_subject(
        Material.objects.visible_to(user).published().exclude(owner=user)
    )
    profile = TeachingProfile.objects.filter(user=user)
    chosen = profile.filter(subjects__isnull=False)
    taught = Material.subjects.through.objects.filter(material=OuterRef("pk"))
    own = taught.filter(subject__in=profile.values("subjects"))
    written = Material.objects.written_by(user).values("subjects")
    otherwise = Q(Exists(taught.filter(subject__in=written))) if has_written else Q()
    # Asked of each row: from the newest on, the first few already answer.
    rows = rows.filter(
        Q(Exists(own), _of_taught_classes(profile)) | ~Q(Exists(chosen)) & otherwise
    ).annotate(by_choice=Exists(chosen))
    newest = rows.order_by("-first_published_at", "-pk").select_related("institution")
    found = list(newest.only(*_OF_FRESH)[:SHOWN])
    return Fresh(
        found,
        is_chosen=bool(found and found[0].by_choice),
        is_narrowed=has_written or bool(found and found[0].by_choice),
    )


def _of_taught_classes(profile: QuerySet[TeachingProfile]) -> Q:
    """Match materials for a class one teaches, or all when none was chosen."""
    years = Material.class_years.through.objects.filter(material=OuterRef("pk"))
    fits = years.filter(classyear__in=profile.values("class_years"))
    return Q(Exists(fits)) | ~Q(Exists(profile.filter(class_years__isnull=False)))


def _with_subject(rows: QuerySet[Material]) -> QuerySet[Material]:
    first = Subject.objects.filter(materials=OuterRef("pk")).values("label")[:1]
    return rows.annotate(subject_label=Subquery(first))
