"""What `notifications` may tell of networks, and what of it each person may see."""

from collections.abc import Collection, Mapping

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from network.markdown import plain_text
from network.models import Membership, MemberState, Network, Post
from notifications.kinds import Kind, Shown, register

EXCERPT_LENGTH = 280
_GROUP = _("Networks")
_STATES_FOR_ONESELF = (MemberState.INVITED, MemberState.ACTIVE, MemberState.DECLINED)


def register_kinds() -> None:
    """Tell `notifications` of every kind of event in a network."""
    for key, label, resolve in (
        ("network.topic", _("A new topic in a network"), resolve_posts),
        ("network.post", _("A reply in a topic"), resolve_posts),
        ("network.mention", _("Somebody names you"), resolve_posts),
        ("network.invitation", _("An invitation to a network"), resolve_own),
        ("network.membership_decided", _("Your request to join"), resolve_own),
        ("network.request", _("Somebody wants to join your network"), resolve_requests),
    ):
        folder = f"network/notices/{key.removeprefix('network.')}"
        register(Kind(key, label, _GROUP, folder, resolve))


def resolve_posts(targets: Collection[str], user: User) -> Mapping[str, Shown]:
    """Show posts that still stand to those who belong at this moment."""
    posts = Post.objects.visible_to(user).standing().filter(pk__in=_numbers(targets))
    return {
        str(post.pk): Shown(
            title=post.topic.title,
            url=post.get_absolute_url(),
            place=post.topic.network.name,
            place_url=post.topic.network.get_absolute_url(),
            actor=post.author.get_full_name(),
            excerpt=plain_text(post.html, EXCERPT_LENGTH),
        )
        for post in posts.select_related("topic__network", "author")
    }


def resolve_own(targets: Collection[str], user: User) -> Mapping[str, Shown]:
    """Show what was decided about oneself."""
    own = _visible_memberships(targets, user).filter(
        user=user, state__in=_STATES_FOR_ONESELF
    )
    return {
        str(held.pk): Shown(
            title=held.network.name,
            url=held.network.get_absolute_url(),
            place=held.network.name,
            place_url=held.network.get_absolute_url(),
            actor=str(held.invited_by or held.decided_by or ""),
            excerpt=held.end_reason,
        )
        for held in own.select_related("network", "invited_by", "decided_by")
    }


def resolve_requests(targets: Collection[str], user: User) -> Mapping[str, Shown]:
    """Show requests that still wait to those who decide about them."""
    led = Membership.objects.coordinating().filter(user=user).values("network")
    asked = _visible_memberships(targets, user).filter(
        state=MemberState.REQUESTED, network__in=led
    )
    return {
        str(held.pk): Shown(
            title=held.network.name,
            url=reverse("network:people", args=[held.network.slug]),
            place=held.network.name,
            place_url=held.network.get_absolute_url(),
            actor=held.user.get_full_name(),
            excerpt=held.note,
        )
        for held in asked.select_related("network", "user")
    }


def _visible_memberships(targets: Collection[str], user: User) -> QuerySet[Membership]:
    return Membership.objects.filter(
        pk__in=_numbers(targets), network__in=Network.objects.visible_to(user)
    )


def _numbers(targets: Collection[str]) -> list[int]:
    return [int(target) for target in targets if target.isdecimal()]
