"""Which parts a desk has: decided by what a person's roles have to do."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from home.desk.care import Care, care
from home.desk.editing import EditedPage, edited_pages
from home.desk.figures import Figure, gmina_figures
from home.desk.heading import Headed, headed_by
from home.desk.materials import Fresh, OwnMaterials, new_for, own_materials
from home.desk.networks import LedNetwork, OwnNetworks, led_networks, own_networks
from home.desk.reviewing import ReviewQueue, review_queue
from home.desk.tools import Tool, tools_of
from home.guides import Guide, guide_for
from home.models import News
from home.setup.progress import Progress, progress_of

NEWS = 3
# How long somebody is new here.
NEW_FOR = timedelta(days=14)
# Who writes and belongs to networks; the others oversee or keep things running.
_TEACHING = (Role.TEACHER, Role.SPECIALIST, Role.MODERATOR, Role.HEAD)
_FIRST_STEP = (Role.TEACHER, Role.SPECIALIST)
_OVERSEEING = (Role.OFFICE, Role.OBSERVER)
_KEEPING = (Role.ADMINISTRATOR, Role.EDITOR)


@dataclass(frozen=True)
class Desk:
    """Everything `home/desk.html` shows; empty parts are not shown."""

    user: User
    tools: list[Tool]
    news: list[News]
    networks: OwnNetworks
    fresh: Fresh | None = None
    own: OwnMaterials | None = None
    queue: ReviewQueue | None = None
    led: list[LedNetwork] = field(default_factory=list)
    headed: list[Headed] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    pages: list[EditedPage] = field(default_factory=list)
    care: Care | None = None
    setup: Progress | None = None
    guide: Guide | None = None

    @property
    def has_tasks(self) -> bool:
        """Whether somebody waits for this person."""
        returned = self.own and self.own.returned
        asked = any(each.requests for each in self.led)
        people = any(each.asking for each in self.headed)
        return bool(returned or asked or people or self.networks.invitations)

    @property
    def is_calm(self) -> bool:
        """Whether nothing needs this person and nothing is begun."""
        begun = self.own and (self.own.drafts or self.own.waiting)
        troubled = self.care and not self.care.is_well
        waits = self.queue and self.queue.count
        return not (
            self.has_tasks or self.networks.unread or begun or troubled or waits
        )

    @property
    def is_first_time(self) -> bool:
        """Whether a teacher has not written anything: then the first step is shown."""
        teaches = self.user.has_role(*_FIRST_STEP) or not self.user.current_roles
        return teaches and self.own is not None and not self.own.has_any

    @property
    def shows_own(self) -> bool:
        return self.is_first_time or (self.own is not None and self.own.has_any)


def desk_of(user: User) -> Desk:
    """Put together the desk of one person, by their roles."""
    teaches = user.has_role(*_TEACHING) or not user.current_roles
    own = own_materials(user) if teaches else None
    networks = own_networks(user)
    keeps = user.has_role(*_KEEPING) and not teaches
    administers = user.has_role(Role.ADMINISTRATOR)
    edits = user.has_role(Role.EDITOR) and settings.CMS_ENABLED
    return Desk(
        user=user,
        tools=tools_of(user),
        news=list(News.objects.visible_to(user).published().for_listing()[:NEWS]),
        networks=networks,
        fresh=None if keeps else new_for(user, has_written=bool(own and own.has_any)),
        own=own,
        queue=review_queue(user) if user.has_role(Role.MODERATOR) else None,
        led=led_networks(user) if networks.leads else [],
        headed=headed_by(user) if user.has_role(Role.HEAD) else [],
        figures=gmina_figures() if user.has_role(*_OVERSEEING) else [],
        pages=edited_pages() if edits else [],
        care=care() if administers else None,
        setup=_unfinished_setup(user) if administers else None,
        guide=_first_guide(user),
    )


def _first_guide(user: User) -> Guide | None:
    """The guide of somebody who has been here for a few days only."""
    is_new = timezone.now() - user.date_joined < NEW_FOR
    return guide_for(user) if is_new else None


def _unfinished_setup(user: User) -> Progress | None:
    """The setup list of an administrator, until nothing is left to do."""
    progress = progress_of(user)
    return None if progress.is_complete else progress
