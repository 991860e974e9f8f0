"""A few numbers for those who oversee the gmina; the panel holds the rest."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import InstitutionKind, User
from bank.models import Material, ReviewAssignment, ReviewState
from home.panel.places import acted_lately


@dataclass(frozen=True)
class Figure:
    """A number with the words that make it mean something, and where it leads."""

    value: int
    label: str
    url: str = ""


def gmina_figures() -> list[Figure]:
    """Numbers of the whole gmina, as the panel counts them; two queries."""
    panel = reverse("panel")
    today = timezone.localdate()
    late = ReviewAssignment.objects.open().filter(
        material=OuterRef("pk"), due_on__lt=today
    )
    found = Material.objects.order_by().aggregate(
        published=Count("pk", filter=Q(live=True)),
        waiting=Count("pk", filter=Q(review_state=ReviewState.WAITING)),
        late=Count("pk", filter=Q(Exists(late), review_state=ReviewState.WAITING)),
        places=Count("institution", filter=Q(live=True) & _teaching(), distinct=True),
    )
    return [
        Figure(found["published"], _("published materials"), reverse("bank:list")),
        Figure(found["waiting"], _("wait for review"), f"{panel}?porzadek=-czekaja"),
        Figure(found["late"], _("of them overdue"), f"{panel}?porzadek=-czekaja"),
        Figure(
            found["places"],
            _("schools and kindergartens that share them"),
            f"{panel}?porzadek=-opublikowane",
        ),
        Figure(
            _active_people(),
            _("active people in 30 days"),
            f"{panel}?porzadek=-czynni",
        ),
    ]


def _teaching() -> Q:
    return ~Q(institution__kind=InstitutionKind.OFFICE)


def _active_people() -> int:
    people: int = User.objects.active().filter(acted_lately()).count()
    return people
