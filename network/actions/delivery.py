"""Telling people what happened in a network; called by the queue, so runs again safely."""

from accounts.models import User
from network.models import Membership, MemberState, Post
from network.models.followers import facts_of
from notifications.actions.notify import notify
from notifications.audience import Reason, Recipient, post_recipients


def tell_post(pk: int) -> None:
    """Tell the network of a new post: each member once, by the strongest reason."""
    post = _standing_post(pk)
    if post is None:
        return
    recipients = post_recipients(facts_of(post))
    kind = "network.topic" if post.opens_topic else "network.post"
    named = [each for each in recipients if each.reason == Reason.MENTIONED]
    others = [each for each in recipients if each.reason != Reason.MENTIONED]
    _tell_of(post, "network.mention", named)
    _tell_of(post, kind, others)


def tell_mentions(pk: int) -> None:
    """Tell those whom an edit has named; who heard already hears no more."""
    post = _standing_post(pk)
    if post is None:
        return
    recipients = post_recipients(facts_of(post))
    named = [each for each in recipients if each.reason == Reason.MENTIONED]
    _tell_of(post, "network.mention", named)


def tell_request(pk: int, stamp: int) -> None:
    """Tell the coordinators that somebody wants to join."""
    asked = _unmoved(pk, stamp, MemberState.REQUESTED)
    if asked is None:
        return
    leading = Membership.objects.coordinating().filter(network=asked.network_id)
    _tell_about(
        asked,
        "network.request",
        [Recipient(each.user_id, Reason.YOUR_DUTY) for each in leading],
        actor=asked.user,
    )


def tell_invitation(pk: int, stamp: int) -> None:
    """Tell somebody that they are invited."""
    invited = _unmoved(pk, stamp, MemberState.INVITED)
    if invited is not None:
        recipient = Recipient(invited.user_id, Reason.CONCERNS_YOU)
        _tell_about(
            invited, "network.invitation", [recipient], actor=invited.invited_by
        )


def tell_decision(pk: int, stamp: int) -> None:
    """Tell somebody whether their request was granted."""
    decided = _unmoved(pk, stamp, MemberState.ACTIVE, MemberState.DECLINED)
    if decided is not None:
        recipient = Recipient(decided.user_id, Reason.CONCERNS_YOU)
        _tell_about(
            decided, "network.membership_decided", [recipient], actor=decided.decided_by
        )


def _standing_post(pk: int) -> Post | None:
    posts = Post.objects.standing().select_related(
        "topic__network", "author", "reply_to"
    )
    return posts.filter(pk=pk).first()


def _unmoved(pk: int, stamp: int, *states: MemberState) -> Membership | None:
    """Find the membership, unless its state has moved on since."""
    memberships = Membership.objects.filter(pk=pk, state__in=states)
    held = memberships.select_related("user", "invited_by", "decided_by").first()
    return held if held and held.stamp == stamp else None


def _tell_of(post: Post, kind: str, recipients: list[Recipient]) -> None:
    notify(
        kind,
        target=str(post.pk),
        event=f"post:{post.pk}",
        recipients=recipients,
        actor=post.author,
    )


def _tell_about(
    held: Membership, kind: str, recipients: list[Recipient], *, actor: User | None
) -> None:
    notify(
        kind,
        target=str(held.pk),
        event=f"membership:{held.pk}:{held.stamp}",
        recipients=recipients,
        actor=actor,
    )
