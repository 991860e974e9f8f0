from datetime import timedelta

from django.db.models import Q

from accounts.actions.leaving import TELL
from accounts.actions.viewing import TELL_VIEWED
from accounts.models import Handover, RoleAssignment, User, Viewing
from home.actions.indexing import INDEX_NEWS, look_at_people_again, news_changed
from home.actions.mail_test import SEND_TEST, send_test
from home.actions.news import TOLD_OF, tell_on_its_day
from home.actions.pictures import remove_unused_pictures
from home.models import News, NewsAudience
from home.notices import (
    HANDED_OVER,
    LOOKED_AT,
    PUBLISHED,
    READER,
    SUCCESSOR,
    VIEWED,
)
from home.starter import LOAD, load_starter
from jobs.registry import schedule, task
from notifications.actions.notify import notify
from notifications.audience import Recipient


@task(TOLD_OF)
def tell_of_news(news_id: int) -> None:
    """Tell the people a piece of news is for, once, when it is out."""
    news = News.objects.select_related("author").filter(pk=news_id).first()
    if news is None or news.withdrawn_at is not None:
        return
    if not news.is_out:  # its day was moved
        tell_on_its_day(news)
        return
    people = User.objects.active()
    if news.audience == NewsAudience.INSTITUTION:
        held = RoleAssignment.objects.current().filter(institution=news.institution)
        people = people.filter(
            Q(institution=news.institution) | Q(pk__in=held.values("user"))
        )
    notify(
        PUBLISHED,
        target=str(news.pk),
        event=f"news:{news.pk}",
        recipients=(
            Recipient(pk, READER) for pk in people.values_list("pk", flat=True)
        ),
        actor=news.author,
    )


@task("home.remove_unused_pictures")
def clear_pictures() -> None:
    remove_unused_pictures()


schedule("home.remove_unused_pictures", every=timedelta(days=1))


@task(SEND_TEST, lane="mail", max_attempts=1)
def send_test_mail(test_id: int, sealed: str) -> None:
    """Send a test message; what the server answers is kept, not raised."""
    send_test(test_id, sealed)


@task(LOAD)
def put_starter_in(by_id: int) -> None:
    """Put the starter materials in; safe to run again, each comes once."""
    load_starter(by=User.objects.filter(pk=by_id).first())


@task(INDEX_NEWS)
def index_news(news_id: int) -> None:
    """Have a piece of news found from its day on, also when that day was moved."""
    for news in News.objects.filter(pk=news_id):
        news_changed(news)


@task("home.index_people")
def index_people() -> None:
    look_at_people_again()


schedule("home.index_people", timedelta(days=1))


@task(TELL)
def tell_handover(handover_id: int) -> None:
    """Tell somebody what they took over from a person who left."""
    handover = Handover.objects.select_related("departure__planned_by").get(
        pk=handover_id
    )
    if handover.successor_id is None:
        return
    notify(
        HANDED_OVER,
        target=str(handover.pk),
        event=f"handover:{handover.pk}",
        recipients=[Recipient(handover.successor_id, SUCCESSOR)],
        actor=handover.departure.planned_by,
    )


@task(TELL_VIEWED)
def tell_viewed(viewing_id: int) -> None:
    """Tell somebody that an administrator looked at the site as them, and why."""
    look = Viewing.objects.select_related("actor").get(pk=viewing_id)
    notify(
        VIEWED,
        target=str(look.pk),
        event=f"viewing:{look.pk}",
        recipients=[Recipient(look.person_id, LOOKED_AT)],
        actor=look.actor,
    )
