"""How the system is: one answer for everybody, the details for administrators."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Count, Min, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from home.templatetags.times import how_long
from jobs.models import Heartbeat, Job
from search.engines import current_engine
from search.exceptions import EngineUnavailable
from search.models import Change

_ENOUGH_SPACE = 512 * 1024 * 1024
_QUIET_WORKER = timedelta(minutes=5)
_LATE_INDEX = timedelta(minutes=1)


@dataclass(frozen=True)
class Check:
    """One part of the system; only a `vital` one takes the whole site down."""

    label: str
    is_ok: bool
    detail: str
    is_vital: bool = False


def database() -> Check:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as problem:
        return Check(_("Database"), False, str(problem)[:200], is_vital=True)
    return Check(_("Database"), True, connection.vendor, is_vital=True)


def disk() -> Check:
    path = settings.DATA_DIR if settings.DATA_DIR.exists() else settings.BASE_DIR
    free = shutil.disk_usage(path).free
    detail = _("%(free)d GB free") % {"free": free // 1024**3}
    return Check(_("Disk"), free > _ENOUGH_SPACE, detail)


def worker() -> Check:
    seen = (
        Heartbeat.objects.order_by("-seen_at").values_list("seen_at", flat=True).first()
    )
    if seen is None:
        return Check(_("Worker"), False, _("has not been started yet"))
    quiet = timezone.now() - seen
    detail = _("seen %(time)s ago") % {"time": how_long(seen)}
    return Check(_("Worker"), quiet < _QUIET_WORKER, detail)


def index() -> Check:
    """Whether the index answers, and how far it is behind what was written."""
    try:
        if not current_engine().is_ready():
            return Check(_("Search index"), False, _("none yet, or being rebuilt"))
    except EngineUnavailable as problem:
        said = {"problem": str(problem)[:200]}
        detail = _("the search engine does not answer: %(problem)s") % said
        return Check(_("Search index"), False, detail)
    oldest = Change.objects.waiting().aggregate(at=Min("recorded_at"))["at"]
    if oldest is None:
        return Check(_("Search index"), True, _("up to date"))
    lag = timezone.now() - oldest
    detail = _("behind by %(time)s") % {"time": how_long(oldest)}
    return Check(_("Search index"), lag < _LATE_INDEX, detail)


def failures() -> Check:
    failed = Job.objects.failed().aggregate(
        all=Count("pk"), mail=Count("pk", filter=Q(lane="mail"))
    )
    detail = _("%(all)d failed jobs, of them %(mail)d e-mails") % failed
    return Check(_("Background jobs"), failed["all"] == 0, detail)


CHECKS: list[Callable[[], Check]] = [database, disk, worker, index, failures]


def is_up() -> bool:
    """Whether the site as a whole works: its database answers."""
    return database().is_ok


def full_report() -> list[Check]:
    """Every check; without a database, only what does not need it."""
    first = database()
    if not first.is_ok:
        return [first, disk()]
    return [first, *(check() for check in CHECKS[1:])]
