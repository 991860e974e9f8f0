from typing import Any

from django.db import transaction

from accounts.models import User
from network.models import Level, Network, Reason, Subscription, Topic


@transaction.atomic
def set_level(place: Network | Topic, *, user: User, level: Level) -> Subscription:
    """Keep the person's own choice for a network or a topic."""
    chosen, _created = Subscription.objects.update_or_create(
        user=user, **_key(place), defaults={"level": level, "reason": Reason.CHOICE}
    )
    return chosen


def follow(topic: Topic, *, user: User, level: Level, reason: Reason) -> None:
    """Set a level by rule, where the person has set none and no rule came first."""
    Subscription.objects.get_or_create(
        user=user, topic=topic, defaults={"level": level, "reason": reason}
    )


def _key(place: Network | Topic) -> dict[str, Any]:
    return {"network" if isinstance(place, Network) else "topic": place}
