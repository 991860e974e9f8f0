from collections.abc import Iterable, Mapping

from django.db import transaction

from accounts.models import User
from notifications.kinds import Channel, Frequency, all_kinds
from notifications.models import Preference


@transaction.atomic
def set_preferences(user: User, *, wishes: Mapping[tuple[str, str], str]) -> None:
    """Keep what differs from what holds, by kind and channel.

    What somebody never touched keeps following the kind's default.
    """
    held = Preference.objects.of_person(user, all_kinds())
    changed = [
        Preference(user=user, kind=kind, channel=channel, frequency=frequency)
        for (kind, channel), frequency in wishes.items()
        if held[kind][channel] != frequency
    ]
    _store(changed)


def stop_emails(user_id: int, kinds: Iterable[str]) -> None:
    """End e-mails of some kinds; says nothing when there is no such person."""
    if not User.objects.filter(pk=user_id).exists():
        return
    _store(
        [
            Preference(
                user_id=user_id,
                kind=kind,
                channel=Channel.EMAIL,
                frequency=Frequency.NEVER,
            )
            for kind in kinds
        ]
    )


def _store(rows: list[Preference]) -> None:
    Preference.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["user", "kind", "channel"],
        update_fields=["frequency"],
    )
