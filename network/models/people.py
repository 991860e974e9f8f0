"""Finding people: members to name, and others to invite."""

from django.db.models import Q, QuerySet

from accounts.models import User
from network.markdown import fold_handle
from network.models.membership import Membership, MemberState
from network.models.network import Network

_ALPHABET = "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż"
MOST_SUGGESTED = 8
MOST_FOUND = 20
_TIED = (MemberState.ACTIVE, MemberState.INVITED, MemberState.REQUESTED)


def members_by_name(network: Network) -> list[Membership]:
    """Active members, coordinators first, in the order of the Polish alphabet.

    Sorted here: SQLite and a database with another collation put „Łoś” after „Zych”.
    """
    members = Membership.objects.active().filter(network=network).for_people()
    return sorted(
        members,
        key=lambda held: (
            not held.is_coordinator,
            _polish(held.user.last_name),
            _polish(held.user.first_name),
        ),
    )


def members_named(network: Network, typed: str) -> QuerySet[Membership]:
    """Members whose handle, or its second part, begins as `typed`."""
    folded = fold_handle(typed[:80])
    members = Membership.objects.active().filter(network=network)
    if folded:
        members = members.filter(
            Q(handle__startswith=folded) | Q(handle__contains=f".{folded}")
        )
    return members.select_related("user").order_by("handle")[:MOST_SUGGESTED]


def find_people_to_invite(network: Network, by: User, words: str) -> list[User]:
    """People whom each of `words` fits, and who have no tie to `network` yet."""
    if not words:
        return []
    tied = network.memberships.filter(state__in=_TIED).values("user")
    people = User.objects.visible_to(by).exclude(pk__in=tied)
    for word in words.split()[:5]:
        people = people.filter(
            Q(first_name__icontains=word)
            | Q(last_name__icontains=word)
            # SQLite folds the case of ASCII letters only: „żak” must find „Żak”.
            | Q(first_name__startswith=word.capitalize())
            | Q(last_name__startswith=word.capitalize())
            | Q(email__iexact=word)
            | Q(institution__name__icontains=word)
        )
    return list(people.select_related("institution")[:MOST_FOUND])


def _polish(name: str) -> list[tuple[int, str]]:
    return [(_ALPHABET.find(letter), letter) for letter in name.lower()]
