"""One statement for any number of people, which the ORM does not offer.

SQLite limits the parameters of a statement, so `bulk_create` needs more of them
the more people there are. Here the people travel as one JSON parameter.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import connection

_ROWS = {
    "sqlite": "json_each(%s) AS r",
    "postgresql": "jsonb_array_elements(%s::jsonb) AS r(value)",
}

# CROSS JOIN keeps SQLite from reading all people for each one told.
_TELL = """
INSERT INTO notifications_notification
    (user_id, reason, in_app, kind, target, event, data, created_at)
SELECT u.id, r.value ->> 'reason',
    CAST(r.value ->> 'in_app' AS integer) = 1, %s, %s, %s, {json}, %s
FROM {rows} CROSS JOIN accounts_user AS u
WHERE u.id = CAST(r.value ->> 'user_id' AS bigint) AND u.is_active
ON CONFLICT (user_id, kind, event) DO NOTHING
"""

_DELIVER = """
INSERT INTO notifications_delivery (notification_id, channel, state)
SELECT n.id, %s, 'waiting'
FROM notifications_notification AS n
WHERE n.kind = %s AND n.event = %s AND n.user_id IN (
    SELECT CAST(r.value ->> 'user_id' AS bigint) FROM {rows}
    WHERE CAST(r.value ->> 'by_email' AS integer) = 1
)
ON CONFLICT (notification_id, channel) DO NOTHING
"""


@dataclass(frozen=True)
class Telling:
    """One person to be told, with the ways they chose; numbers, for SQL."""

    user_id: int
    reason: str
    in_app: int
    by_email: int


@dataclass(frozen=True)
class EventRow:
    """What is the same for everybody told."""

    kind: str
    target: str
    event: str
    data: dict[str, str]
    created_at: datetime


def insert_notifications(event: EventRow, tellings: Sequence[Telling]) -> None:
    """Tell everybody active who was not told of this event before."""
    sql = _TELL.format(
        rows=_ROWS[connection.vendor],
        json="%s::jsonb" if connection.vendor == "postgresql" else "%s",
    )
    with connection.cursor() as cursor:
        cursor.execute(
            sql,
            [
                event.kind,
                event.target,
                event.event,
                json.dumps(event.data),
                connection.ops.adapt_datetimefield_value(event.created_at),
                _people(tellings),
            ],
        )


def insert_deliveries(
    event: EventRow, tellings: Sequence[Telling], *, channel: str
) -> None:
    """Have those who want e-mail get it, once each."""
    with connection.cursor() as cursor:
        cursor.execute(
            _DELIVER.format(rows=_ROWS[connection.vendor]),
            [channel, event.kind, event.event, _people(tellings)],
        )


def _people(tellings: Sequence[Telling]) -> str:
    return json.dumps([asdict(telling) for telling in tellings])
