from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from jobs.actions import enqueue
from notifications.audience import Recipient
from notifications.kinds import Channel, Frequency, Kind, get_kind
from notifications.models import Preference
from notifications.models.writing import (
    EventRow,
    Telling,
    insert_deliveries,
    insert_notifications,
)


@transaction.atomic
def notify(
    kind_key: str,
    *,
    target: str,
    event: str,
    recipients: Iterable[Recipient],
    actor: User | None,
    data: Mapping[str, str] | None = None,
) -> None:
    """Tell people of an event, each once, whatever the number of calls and reasons.

    Of several reasons for one person the first wins; the actor never hears. The
    number of statements does not depend on the number of people.
    Raises `UnknownKind`.
    """
    kind = get_kind(kind_key)
    first: dict[int, str] = {}
    for recipient in recipients:
        first.setdefault(recipient.user_id, recipient.reason)
    if actor is not None:
        first.pop(actor.pk, None)
    tellings = _tellings(kind, first)
    if not tellings:
        return
    row = EventRow(kind.key, target, event, dict(data or {}), timezone.now())
    insert_notifications(row, tellings)
    if any(telling.by_email for telling in tellings):
        insert_deliveries(row, tellings, channel=Channel.EMAIL)
        enqueue("notifications.fan_out", kind.key, event, key=f"{kind.key} {event}")


def _tellings(kind: Kind, reasons: Mapping[int, str]) -> list[Telling]:
    """Lay each person's wishes beside the reason; leave out who wants nothing."""
    wants_here = Preference.objects.chosen(kind, Channel.IN_APP)
    wants_mail = Preference.objects.chosen(kind, Channel.EMAIL)
    here, mail = kind.default(Channel.IN_APP), kind.default(Channel.EMAIL)
    everybody = (
        Telling(
            user_id,
            reason,
            in_app=int(wants_here.get(user_id, here) != Frequency.NEVER),
            by_email=int(wants_mail.get(user_id, mail) == Frequency.NOW),
        )
        for user_id, reason in reasons.items()
    )
    return [telling for telling in everybody if telling.in_app or telling.by_email]
