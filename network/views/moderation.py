"""Looking after topics: for the coordinator; answers also for who asked."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import AuthenticatedHttpRequest
from network.actions import topics
from network.exceptions import NotAnAnswer
from network.forms.people import ReasonForm
from network.models import Post, Topic
from network.models.access import standing_of
from network.views.fetching import allow, find_topic
from network.views.topic_page import may_choose_answer


@login_required
@require_http_methods(["GET", "POST"])
def close(request: AuthenticatedHttpRequest, slug: str, pk: int) -> HttpResponse:
    """Close a topic with a reason."""
    topic = _find_led(request, slug, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        topics.close_topic(topic, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("The topic is closed. Everyone can still read it."))
        return redirect(topic)
    context = {"topic": topic, "network": topic.network, "form": form}
    return render(request, "network/topic_close.html", context)


@login_required
@require_POST
def reopen(request: AuthenticatedHttpRequest, slug: str, pk: int) -> HttpResponse:
    """Open a closed topic again."""
    topic = topics.reopen_topic(_find_led(request, slug, pk))
    messages.success(request, _("The topic is open again."))
    return redirect(topic)


@login_required
@require_POST
def pin(request: AuthenticatedHttpRequest, slug: str, pk: int) -> HttpResponse:
    """Keep a topic on top of the list."""
    topic = topics.pin_topic(_find_led(request, slug, pk), pinned=True)
    messages.success(request, _("The topic stays on top of the list."))
    return redirect(topic)


@login_required
@require_POST
def unpin(request: AuthenticatedHttpRequest, slug: str, pk: int) -> HttpResponse:
    """Let a topic take its place by date again."""
    topic = topics.pin_topic(_find_led(request, slug, pk), pinned=False)
    messages.success(request, _("The topic takes its place by date again."))
    return redirect(topic)


@login_required
@require_POST
def choose_answer(
    request: AuthenticatedHttpRequest,
    slug: str,
    pk: int,
    post_pk: int,
) -> HttpResponse:
    """Mark the post that answers the question."""
    topic = _find_asked(request, slug, pk)
    post = get_object_or_404(
        Post.objects.visible_to(request.user), topic=topic, pk=post_pk
    )
    try:
        topics.accept_answer(topic, post=post)
    except NotAnAnswer:
        messages.error(request, _("This post cannot be the answer."))
    else:
        messages.success(
            request, _("The answer is marked. Others will find it faster.")
        )
    post.topic = topic
    return redirect(post)


@login_required
@require_POST
def drop_answer(request: AuthenticatedHttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take the mark of the answer away."""
    topic = topics.accept_answer(_find_asked(request, slug, pk), post=None)
    messages.success(request, _("The question waits for an answer again."))
    return redirect(topic)


def _find_led(request: AuthenticatedHttpRequest, slug: str, pk: int) -> Topic:
    topic = find_topic(request.user, slug, pk)
    standing = standing_of(request.user, topic.network)
    allow(standing.coordinates and standing.may_write)
    return topic


def _find_asked(request: AuthenticatedHttpRequest, slug: str, pk: int) -> Topic:
    topic = find_topic(request.user, slug, pk)
    allow(may_choose_answer(standing_of(request.user, topic.network), topic))
    return topic
