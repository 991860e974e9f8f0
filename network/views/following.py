"""Reading marks, levels and drafts: small writes beside the reading."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import AuthenticatedHttpRequest
from network.actions.drafts import save_draft
from network.actions.following import set_level
from network.actions.reading import mark_network_read, mark_read
from network.exceptions import DraftConflict
from network.forms.people import LevelForm, TopicLevelForm
from network.forms.writing import DraftForm, ReplyForm, TopicForm
from network.models import Level, Network, PostDraft, Topic
from network.views.fetching import find_open_network, find_topic, keeps_text
from network.views.topic_page import topic_page
from network.views.topics import new_topic_page


@login_required
@require_POST
def read_topic(request: AuthenticatedHttpRequest, slug: str, pk: int) -> HttpResponse:
    """Remember how far somebody has read; a script says so, or a button."""
    topic = find_topic(request.user, slug, pk)
    position = request.POST.get("position", "")
    position = position if position.isdecimal() and len(position) < 10 else "0"  # noqa: PLR2004
    mark_read(topic, user=request.user, position=int(position))
    if _is_fetched(request):
        return HttpResponse(status=204)
    messages.success(request, _("Marked as read."))
    return redirect(topic.network)


@login_required
@require_POST
def read_network(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """Count everything in a network as read."""
    standing = find_open_network(request.user, slug)
    mark_network_read(standing.network, user=request.user)
    messages.success(request, _("Everything here counts as read."))
    return redirect(standing.network)


@login_required
@require_POST
def network_level(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """Choose how closely to follow a network."""
    standing = find_open_network(request.user, slug)
    form = LevelForm(request.POST)
    return _set_level(request, standing.network, form)


@login_required
@require_POST
def topic_level(request: AuthenticatedHttpRequest, slug: str, pk: int) -> HttpResponse:
    """Choose how closely to follow a topic."""
    topic = find_topic(request.user, slug, pk)
    return _set_level(request, topic, TopicLevelForm(request.POST))


@keeps_text
@require_POST
def reply_draft(request: AuthenticatedHttpRequest, slug: str, pk: int) -> HttpResponse:
    """Keep a reply somebody has begun."""
    topic = find_topic(request.user, slug, pk)
    form = DraftForm(request.POST)
    kept, newer = _keep(request, topic, form)
    if _is_fetched(request):
        return _answer(form, kept, newer)
    if form.is_valid() and not newer:
        messages.success(request, _("The draft is saved. Only you see it."))
        return redirect(f"{topic.url_at(topic.last_position)}#odpowiedz")
    typed = _continuing(request, newer)
    return topic_page(
        request, topic, form=ReplyForm(typed), other_draft=newer, status=409
    )


@keeps_text
@require_POST
def topic_draft(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """Keep a topic somebody has begun."""
    standing = find_open_network(request.user, slug)
    form = DraftForm(request.POST)
    kept, newer = _keep(request, standing.network, form)
    if _is_fetched(request):
        return _answer(form, kept, newer)
    if form.is_valid() and not newer:
        messages.success(request, _("The draft is saved. Only you see it."))
        return redirect("network:new_topic", slug)
    typed = TopicForm(_continuing(request, newer))
    return new_topic_page(request, standing, typed, other_draft=newer)


def _set_level(
    request: AuthenticatedHttpRequest, place: Network | Topic, form: LevelForm
) -> HttpResponse:
    if form.is_valid():
        level = Level(form.cleaned_data["level"])
        set_level(place, user=request.user, level=level)
        messages.success(request, _("From now on: %(level)s.") % {"level": level.label})
    else:
        messages.error(request, _("Choose one of the levels."))
    return redirect(place)


def _keep(
    request: AuthenticatedHttpRequest, place: Network | Topic, form: DraftForm
) -> tuple[PostDraft | None, DraftConflict | None]:
    """Save; gives what was kept, and what stood in the way."""
    if not form.is_valid():
        return None, None
    fields = form.cleaned_data
    try:
        draft = save_draft(
            place,
            user=request.user,
            kind=fields["kind"],
            title=fields["title"],
            body=fields["text"],
            base_version=fields["draft_version"],
        )
    except DraftConflict as conflict:
        return None, conflict
    return draft, None


def _answer(
    form: DraftForm, kept: PostDraft | None, newer: DraftConflict | None
) -> JsonResponse:
    if newer:
        said = _(
            "A newer draft was saved in another tab, this one is not. "
            "“Save the draft” shows you both."
        )
        return JsonResponse({"said": said}, status=409)
    if not form.is_valid():
        return JsonResponse({"said": _("The text is too long.")}, status=422)
    return JsonResponse({"version": kept.version if kept else 0})


def _continuing(
    request: AuthenticatedHttpRequest, newer: DraftConflict | None
) -> dict[str, str]:
    """What was typed, free to replace the newer draft once both were seen."""
    typed = {key: str(value) for key, value in request.POST.items()}
    return typed | ({"draft_version": str(newer.version)} if newer else {})


def _is_fetched(request: AuthenticatedHttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "fetch"
