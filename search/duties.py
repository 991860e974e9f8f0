"""What of search ends when somebody's account closes for good."""

from django.utils.translation import gettext

from accounts.handover import register_ending
from accounts.models import User
from search.actions import put_to_rest


def register_endings() -> None:
    """Make it known; called once while the apps get ready."""
    register_ending(_stop_searches)


def _stop_searches(person: User, _actor: User | None) -> list[str]:
    stopped = put_to_rest(person)
    said = gettext("Saved searches, paused: %(n)d")
    return [said % {"n": stopped}] if stopped else []
