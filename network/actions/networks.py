from anyascii import anyascii
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from accounts.actions.access_groups import create_access_group
from accounts.models import User
from bank.school_year import SchoolYear
from network.actions.indexing import NETWORK
from network.actions.joining import let_in, lock_network
from network.exceptions import NameTaken
from network.models import (
    Joining,
    Level,
    MemberRole,
    Network,
    NetworkKind,
    NetworkStatus,
)
from search.actions import record_change

# Addresses of pages that stand where a network's slug would.
RESERVED_SLUGS = frozenset({"nowa", "siec"})


@transaction.atomic
def create_network(  # noqa: PLR0913 - the fields of a card, each by its name
    *,
    name: str,
    purpose: str,
    coordinator: User,
    by: User,
    kind: NetworkKind = NetworkKind.SUBJECT,
    audience: str = "",
    joining: Joining = Joining.REQUEST,
    default_level: Level = Level.FIRST_POST,
    school_year: SchoolYear | None = None,
) -> Network:
    """Make a network with its access group and its first coordinator.

    Raises `NameTaken`.
    """
    year = school_year or SchoolYear.containing(timezone.localdate())
    try:
        with transaction.atomic():
            network = Network.objects.create(
                name=name,
                slug=_free_slug(name),
                kind=kind,
                starts_in=year.start,
                purpose=purpose,
                audience=audience,
                joining=joining,
                default_level=default_level,
                access_group=create_access_group(name=name),
            )
    except IntegrityError as error:
        raise NameTaken(name) from error
    let_in(network, coordinator, by=by, role=MemberRole.COORDINATOR)
    record_change(NETWORK, network.pk)
    return network


@transaction.atomic
def describe_network(
    network: Network,
    *,
    purpose: str,
    audience: str,
    joining: Joining,
    default_level: Level,
) -> Network:
    """Change what a network says of itself and how people come to it."""
    network.purpose = purpose
    network.audience = audience
    network.joining = joining
    network.default_level = default_level
    network.save(update_fields=["purpose", "audience", "joining", "default_level"])
    record_change(NETWORK, network.pk)
    return network


@transaction.atomic
def archive_network(network: Network) -> Network:
    """Close a network: its members read on, nobody writes or joins."""
    locked = lock_network(network)
    locked.status = NetworkStatus.ARCHIVED
    locked.save(update_fields=["status"])
    record_change(NETWORK, locked.pk)
    return locked


def _free_slug(name: str) -> str:
    base = slugify(anyascii(name))[:70] or "siec"
    taken = set(
        Network.objects.filter(slug__startswith=base).values_list("slug", flat=True)
    )
    taken |= RESERVED_SLUGS
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (base, *numbered) if slug not in taken)
