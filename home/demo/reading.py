"""What people of the demonstration have already seen in their notifications."""

from functools import partial

from accounts.models import User
from home.demo.networks import READ_UNTIL
from home.demo.stage import Stage
from notifications.actions.reading import mark_all_read
from notifications.models import Notification


def plan_reading(stage: Stage) -> None:
    """Leave each printed account a few that are new."""
    for key, person in stage.people.items():
        stage.plan(partial(_read_what_came, person), hours=READ_UNTIL.get(key, 48))


def _read_what_came(person: User) -> None:
    newest = Notification.objects.filter(user=person).order_by("-pk").first()
    if newest is not None:
        mark_all_read(person, up_to=newest.pk)
