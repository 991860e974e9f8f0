"""What a head looks after: people and materials of the institutions they head."""

from dataclasses import dataclass

from django.db.models import OuterRef
from django.urls import reverse

from accounts.models import Institution, Invitation, JoinRequest, User
from bank.models import Material, ReviewState
from home.desk.counting import count_of, number
from home.models.news import institutions_headed_by
from home.panel.places import acted_lately


@dataclass(frozen=True)
class Headed:
    """One institution: counts, each of which leads to what it counts."""

    institution: Institution
    people: int
    active: int
    invited: int
    asking: int
    published: int
    waiting: int
    returned: int

    @property
    def people_url(self) -> str:
        return reverse("staff:list", args=[self.institution.slug])


def headed_by(user: User) -> list[Headed]:
    """Count for each institution `user` heads; one query."""
    places = institutions_headed_by(user)
    if not places:
        return []
    here = {"institution": OuterRef("pk")}
    people = User.objects.active().filter(**here)
    materials = Material.objects.filter(**here)
    waiting = materials.filter(review_state=ReviewState.WAITING)
    returned = materials.filter(review_state=ReviewState.RETURNED)
    found = Institution.objects.filter(pk__in=places).annotate(
        n_people=count_of(people, "institution"),
        n_active=count_of(people.filter(acted_lately()), "institution"),
        n_invited=count_of(Invitation.objects.open().filter(**here), "institution"),
        n_asking=count_of(JoinRequest.objects.waiting().filter(**here), "institution"),
        n_published=count_of(materials.published(), "institution"),
        n_waiting=count_of(waiting, "institution"),
        n_returned=count_of(returned, "institution"),
    )
    return [
        Headed(
            institution=each,
            people=number(each, "n_people"),
            active=number(each, "n_active"),
            invited=number(each, "n_invited"),
            asking=number(each, "n_asking"),
            published=number(each, "n_published"),
            waiting=number(each, "n_waiting"),
            returned=number(each, "n_returned"),
        )
        for each in found
    ]
