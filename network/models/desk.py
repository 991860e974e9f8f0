"""What of one's networks waits for a person; also read by the start page."""

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.models import User
from network.models.membership import Membership, MemberState, coordinators
from network.models.network import Network
from network.models.topic import Topic


def own_networks(user: User) -> QuerySet[Network]:
    """Networks `user` belongs to, each with `unread_topics`, as a list shows them."""
    unread = (
        Topic.objects.filter(network=OuterRef("pk"))
        .unread_by(user)
        .counted_for(user)
        .order_by()
        .values("network")
        .annotate(number=Count("pk"))
        .values("number")
    )
    counted = Coalesce(Subquery(unread, output_field=IntegerField()), 0)
    return (
        Network.objects.including(user)
        .annotate(unread_topics=counted)
        .defer("purpose", "audience")
        .order_by("status", "name")
    )


def unread_topics(user: User, *, at_most: int) -> QuerySet[Topic]:
    """The newest topics with posts `user` wants counted and has not read.

    How far they have read is worked out for the few returned, not for each unread
    topic that has to be put in order.
    """
    newest = (
        Topic.objects.visible_to(user)
        .unread_by(user)
        .counted_for(user)
        .order_by("-last_post_at", "-pk")
        .values("pk")[:at_most]
    )
    found = Topic.objects.filter(pk__in=newest).with_reading_of(user)
    return found.order_by("-last_post_at", "-pk")


def other_networks(user: User) -> QuerySet[Network]:
    """Networks whose card only is for `user`: working ones, with their `leaders`."""
    own = Membership.objects.filter(user=user)
    invited = own.filter(state=MemberState.INVITED)
    asked = own.filter(network=OuterRef("pk"), state=MemberState.REQUESTED)
    return (
        Network.objects.visible_to(user)
        .active()
        .exclude(pk__in=Network.objects.including(user).values("pk"))
        .exclude(pk__in=invited.values("network"))
        .annotate(has_asked=Exists(asked))
        .prefetch_related(coordinators())
    )


def open_invitations(user: User) -> QuerySet[Membership]:
    """Invitations that wait for an answer of `user`."""
    invited = Membership.objects.filter(user=user, state=MemberState.INVITED)
    return invited.select_related("network", "invited_by")
