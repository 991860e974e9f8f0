from jobs.actions import enqueue_each
from notifications.kinds import Channel
from notifications.models import Delivery, DeliveryState

_AT_ONCE = 250


def fan_out(kind: str, event: str) -> None:
    """Give everybody with mail waiting for an event a mail job of their own.

    In short transactions: on SQLite a long one keeps everybody else from writing.
    """
    waiting = Delivery.objects.filter(
        notification__kind=kind,
        notification__event=event,
        channel=Channel.EMAIL,
        state=DeliveryState.WAITING,
    )
    people = list(waiting.values_list("notification__user_id", flat=True))
    for start in range(0, len(people), _AT_ONCE):
        some = people[start : start + _AT_ONCE]
        enqueue_each(
            "notifications.mail", {str(user_id): [user_id] for user_id in some}
        )
