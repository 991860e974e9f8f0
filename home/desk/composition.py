"""Which parts a desk has: decided by what a person's roles have to do."""

from dataclasses import dataclass, field

from accounts.models import User
from accounts.roles import Role
from bank.models import Material
from home.desk.figures import Figure, gmina_figures, school_figures
from home.desk.materials import (
    OwnMaterials,
    ReviewQueue,
    new_for,
    own_materials,
    review_queue,
)
from home.desk.networks import Doors, UnreadNetwork, doors, unread_networks
from home.desk.tools import Tool, tools_of
from home.models import News
from home.setup.progress import Progress, progress_of

NEWS = 3
# Who writes and belongs to networks; the others oversee or keep things running.
_TEACHING = (Role.TEACHER, Role.SPECIALIST, Role.MODERATOR, Role.HEAD)
_FIRST_STEP = (Role.TEACHER, Role.SPECIALIST)
_OVERSEEING = (Role.OFFICE, Role.ADMINISTRATOR, Role.OBSERVER)


@dataclass(frozen=True)
class Desk:
    """Everything `home/desk.html` shows; empty parts are not shown."""

    user: User
    tools: list[Tool]
    news: list[News]
    fresh: list[Material]
    own: OwnMaterials | None = None
    queue: ReviewQueue | None = None
    networks: list[UnreadNetwork] = field(default_factory=list)
    doors: Doors | None = None
    figures: list[Figure] = field(default_factory=list)
    setup: Progress | None = None

    @property
    def in_my_subjects(self) -> bool:
        return self.own is not None and self.own.has_any

    @property
    def has_tasks(self) -> bool:
        """Whether somebody waits for this person."""
        waiting = self.doors and (self.doors.invitations or self.doors.requests)
        returned = self.own and self.own.returned
        return bool(waiting or returned or (self.queue and self.queue.count))

    @property
    def is_calm(self) -> bool:
        """Whether nothing needs this person and nothing is begun."""
        begun = self.own and (self.own.drafts or self.own.waiting)
        return not (self.has_tasks or self.networks or begun)

    @property
    def is_first_time(self) -> bool:
        """Whether a teacher has not written anything: then the first step is shown."""
        teaches = self.user.has_role(*_FIRST_STEP) or not self.user.current_roles
        return teaches and self.own is not None and not self.own.has_any

    @property
    def shows_own(self) -> bool:
        return self.is_first_time or (self.own is not None and self.own.has_any)

    @property
    def is_of_school(self) -> bool:
        """Whether the numbers are those of the person's own institution."""
        return not self.user.has_role(*_OVERSEEING)


def desk_of(user: User) -> Desk:
    """Put together the desk of one person, by their roles."""
    teaches = user.has_role(*_TEACHING) or not user.current_roles
    own = own_materials(user) if teaches else None
    return Desk(
        user=user,
        tools=tools_of(user),
        news=list(News.objects.visible_to(user).current().for_listing()[:NEWS]),
        fresh=new_for(user, in_my_subjects=bool(own and own.has_any)),
        own=own,
        queue=review_queue(user) if user.has_role(Role.MODERATOR) else None,
        networks=unread_networks(user),
        doors=doors(user),
        figures=_figures(user),
        setup=_unfinished_setup(user),
    )


def _unfinished_setup(user: User) -> Progress | None:
    """The setup list of an administrator, until nothing is left to do."""
    if not user.has_role(Role.ADMINISTRATOR):
        return None
    progress = progress_of(user)
    return None if progress.is_complete else progress


def _figures(user: User) -> list[Figure]:
    if user.has_role(*_OVERSEEING):
        return gmina_figures(user)
    if user.has_role(Role.HEAD):
        return school_figures(user)
    return []
