"""The only ways from an address to a thing: what one may not see is absent."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.http import AuthenticatedHttpRequest
from accounts.models import User
from network.models import Network, Post, Topic
from network.models.access import Standing, standing_of

P = ParamSpec("P")


def find_network(user: User, slug: str) -> Standing:
    """Find a network whose card `user` may see."""
    network = get_object_or_404(Network.objects.visible_to(user), slug=slug)
    return standing_of(user, network)


def find_open_network(user: User, slug: str) -> Standing:
    """Find a network whose inside `user` may see."""
    standing = find_network(user, slug)
    if not standing.is_member:
        raise Http404
    return standing


def find_people(user: User, slug: str) -> Standing:
    """Find a network whose people `user` may see."""
    standing = find_network(user, slug)
    if not standing.sees_people:
        raise Http404
    return standing


def find_topic(user: User, slug: str, pk: int) -> Topic:
    """Find a topic `user` may read, with what its page says of it."""
    topics = Topic.objects.visible_to(user).for_detail(user)
    return get_object_or_404(topics, network__slug=slug, pk=pk)


def find_post(user: User, slug: str, topic_pk: int, pk: int) -> Post:
    posts = Post.objects.visible_to(user).select_related("topic__network", "author")
    return get_object_or_404(posts, topic__network__slug=slug, topic=topic_pk, pk=pk)


def allow(permitted: bool) -> None:
    """Refuse what may be seen but not done."""
    if not permitted:
        raise PermissionDenied


def keeps_text(
    view: Callable[Concatenate[AuthenticatedHttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Ask for signing in, but show what was typed to whom the session left midway."""
    guarded = cast(
        "Callable[Concatenate[HttpRequest, P], HttpResponse]", login_required(view)
    )

    @wraps(view)
    def wrapped(
        request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        text = request.POST.get("text", "")
        if text and not request.user.is_authenticated:
            context = {"text": text, "title": request.POST.get("title", "")}
            return render(request, "network/session_lost.html", context, status=403)
        return guarded(request, *args, **kwargs)

    return wrapped
