"""Playing the demonstration's story into an empty database."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import Institution, User
from home.demo.clock import as_if_at
from home.demo.leaving import plan_leaving
from home.demo.materials import plan_materials
from home.demo.networks import plan_networks
from home.demo.news import plan_news
from home.demo.pages import plan_pages
from home.demo.people import set_up_people
from home.demo.profiles import plan_profiles
from home.demo.reading import plan_reading
from home.demo.searches import plan_searches
from home.demo.searching import plan_searching
from home.demo.setup import plan_setup
from home.demo.staff import plan_staff
from home.demo.stage import Scene, Stage
from home.demo.uses import plan_uses
from jobs.claiming import claim, finish
from jobs.models import Job
from jobs.registry import DEFAULT_LANE, get_task
from notifications.models import Delivery, DeliveryState

FIRST_DAY = 120
_LEASE = timedelta(minutes=5)
_MAIL_LANE = "mail"
_MAKES_MAIL = "notifications.fan_out"

Show = Callable[[list[Scene]], Iterable[Scene]]


def is_empty() -> bool:
    """Say whether nobody works here yet."""
    return not (User.objects.exists() or Institution.objects.exists())


@transaction.atomic
def load_demo(*, show: Show = iter) -> Stage:
    """Let the whole story happen, deed by deed, through the actions of the apps.

    All or nothing, so that a load that was stopped can be started again. `show`
    may wrap the scenes, for a progress bar.
    """
    stage = Stage(now=timezone.now())
    with as_if_at(stage.now - timedelta(days=FIRST_DAY)):
        set_up_people(stage)
    plan_setup(stage)
    plan_networks(stage)
    plan_materials(stage)
    plan_profiles(stage)
    plan_news(stage)
    plan_pages(stage)
    plan_searches(stage)
    plan_reading(stage)
    plan_staff(stage)
    plan_leaving(stage)
    plan_uses(stage)
    plan_searching(stage)
    for scene in show(stage.in_order()):
        with as_if_at(scene.at):
            scene.play()
            _run_what_follows()
    _drop_mail()
    return stage


def _run_what_follows() -> None:
    """Do what a worker would have done then: tell people, for the most part."""
    while job := claim(DEFAULT_LANE, lease=_LEASE):
        if job.task != _MAKES_MAIL:
            get_task(job.task).run(*job.args)
        finish(job)


def _drop_mail() -> None:
    """Nobody has these mailboxes, and months of mail would go out in a minute."""
    waiting = Delivery.objects.filter(state=DeliveryState.WAITING)
    waiting.update(state=DeliveryState.DROPPED)
    Job.objects.waiting().filter(lane=_MAIL_LANE).delete()
