"""What `notifications` may tell of news."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Handover, User, Viewing
from home.models import News, NewsAudience
from notifications.kinds import Channel, Frequency, Kind, Shown, register

PUBLISHED = "news.published"
READER = "reader"
HANDED_OVER = "account.handed_over"
SUCCESSOR = "successor"
VIEWED = "account.viewed"
LOOKED_AT = "looked_at"


def register_kinds() -> None:
    register(
        Kind(
            PUBLISHED,
            label=_("A new piece of news"),
            group_label=_("News"),
            templates="home/notices/news",
            reasons={READER: _("the news is for you")},
            resolve=resolve_news,
            # News waits until somebody comes; a letter is for those who ask for it.
            defaults={
                Channel.IN_APP: Frequency.NOW,
                Channel.EMAIL: Frequency.NEVER,
            },
        )
    )
    register(
        Kind(
            HANDED_OVER,
            label=_("Something is handed over to you"),
            group_label=_("Accounts"),
            templates="home/notices/handover",
            reasons={SUCCESSOR: _("you were chosen to take it over")},
            resolve=resolve_handovers,
        )
    )
    register(
        Kind(
            VIEWED,
            label=_("An administrator looked at the site as you"),
            group_label=_("Accounts"),
            templates="home/notices/viewed",
            reasons={LOOKED_AT: _("it was your view of the site")},
            resolve=resolve_viewings,
        )
    )


def resolve_viewings(targets: Collection[str], user: User) -> Mapping[str, Shown]:
    """Show who looked and why, to the person who was looked as."""
    keys = [int(target) for target in targets if target.isdecimal()]
    looks = Viewing.objects.filter(pk__in=keys, person=user).select_related("actor")
    return {
        str(look.pk): Shown(
            title=gettext("A look as you"),
            url=reverse("who_sees_what"),
            place=gettext("Accounts"),
            actor=look.actor.get_full_name(),
            excerpt=look.reason,
        )
        for look in looks
    }


def resolve_handovers(targets: Collection[str], user: User) -> Mapping[str, Shown]:
    """Show what this person took over, to nobody else."""
    keys = [int(target) for target in targets if target.isdecimal()]
    taken = Handover.objects.filter(pk__in=keys, successor=user)
    return {
        str(item.pk): Shown(
            title=item.label,
            url=item.url or reverse("accounts:home"),
            place=gettext("Accounts"),
            actor=item.departure.person.get_full_name(),
        )
        for item in taken.select_related("departure__person")
    }


def resolve_news(targets: Collection[str], user: User) -> Mapping[str, Shown]:
    """Show news that is out and still for this person."""
    keys = [int(target) for target in targets if target.isdecimal()]
    news = News.objects.visible_to(user).published().filter(pk__in=keys)
    return {
        str(item.pk): Shown(
            title=item.title,
            url=item.get_absolute_url(),
            place=item.institution.short_name if item.institution else gettext("News"),
            place_url=reverse("news_list"),
            excerpt=item.lead,
            is_public=item.audience == NewsAudience.PUBLIC,
        )
        for item in news.for_listing()
    }
