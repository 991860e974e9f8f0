from datetime import timedelta

from jobs.registry import schedule, task
from notifications.actions.cleaning import clean
from notifications.actions.fanning_out import fan_out
from notifications.actions.mailing import mail_person

MAIL_LANE = "mail"


@task("notifications.fan_out")
def fan_out_event(kind: str, event: str) -> None:
    fan_out(kind, event)


# Fourteen attempts reach over about nine hours of a mail server being away.
@task("notifications.mail", lane=MAIL_LANE, max_attempts=14)
def mail_waiting(user_id: int) -> None:
    mail_person(user_id)


@task("notifications.clean")
def clean_notifications() -> None:
    clean()


schedule("notifications.clean", timedelta(days=1))
