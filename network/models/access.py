"""What somebody may do in a network, read once and asked many times."""

from dataclasses import dataclass

from accounts.models import User
from accounts.models.viewing import is_viewed
from accounts.roles import Role
from network.models.membership import Membership, MemberState
from network.models.network import Network, NetworkStatus

# They appoint coordinators and answer for networks, but posts are for members:
# an office that reads along would silence the questions worth asking.
OVERSEERS = (Role.OFFICE, Role.ADMINISTRATOR)


@dataclass(frozen=True)
class Standing:
    """Where `user` stands towards `network`: membership and office."""

    network: Network
    membership: Membership | None
    oversees: bool

    @property
    def state(self) -> str:
        return self.membership.state if self.membership else ""

    @property
    def is_member(self) -> bool:
        """May read topics, posts and files."""
        return self.state == MemberState.ACTIVE

    @property
    def is_invited(self) -> bool:
        return self.state == MemberState.INVITED

    @property
    def has_asked(self) -> bool:
        return self.state == MemberState.REQUESTED

    @property
    def may_write(self) -> bool:
        return self.is_member and self.network.is_active

    @property
    def coordinates(self) -> bool:
        """May close, pin, and delete what others wrote."""
        return self.is_member and bool(
            self.membership and self.membership.is_coordinator
        )

    @property
    def sees_people(self) -> bool:
        return self.is_member or self.oversees

    @property
    def manages_people(self) -> bool:
        """May invite, decide about requests, remove, and describe the network."""
        return self.coordinates or self.oversees


def standing_of(user: User, network: Network) -> Standing:
    """Read where `user` stands; at most two queries."""
    held = Membership.objects.filter(network=network, user=user)
    membership = None if is_viewed(user) else held.first()
    return Standing(network, membership, oversees(user))


def oversees(user: User) -> bool:
    """Say whether `user` answers for all networks."""
    return user.is_active and user.has_role(*OVERSEERS)


def can_create_network(user: User) -> bool:
    """The office, an administrator, or who coordinates a network already.

    Nobody but the first two makes coordinators, so the last are people of theirs.
    """
    led = Membership.objects.coordinating().filter(
        user=user, network__status=NetworkStatus.ACTIVE
    )
    return oversees(user) or led.exists()
