import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import AuthenticatedHttpRequest
from network.actions.rendering import render_in
from network.actions.topics import start_topic
from network.exceptions import DraftConflict, NetworkArchived, NotMember
from network.forms.writing import ReplyForm, TopicForm
from network.models import PostDraft, TopicKind
from network.models.access import Standing
from network.models.hearing import hearing
from network.views.fetching import allow, find_open_network, find_topic, keeps_text
from network.views.topic_page import composer_of, topic_page


@login_required
@require_GET
def topic(
    request: AuthenticatedHttpRequest, slug: str, pk: int, topic_slug: str
) -> HttpResponse:
    """Show one page of a topic, with a place to reply."""
    found = find_topic(request.user, slug, pk)
    if found.slug != topic_slug:
        query = request.META.get("QUERY_STRING", "")
        url = found.get_absolute_url()
        return redirect(f"{url}?{query}" if query else url, permanent=True)
    return topic_page(request, found, form=composer_of(request, found))


@keeps_text
@require_http_methods(["GET", "POST"])
def new_topic(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """Open a topic."""
    standing = find_open_network(request.user, slug)
    allow(standing.may_write)
    form = TopicForm(request.POST or None, initial=_begun(request, standing))
    if request.method == "POST" and form.is_valid():
        fields = {**form.cleaned_data, "kind": TopicKind(form.cleaned_data["kind"])}
        try:
            opened = start_topic(standing.network, author=request.user, **fields)
        except (NotMember, NetworkArchived):
            messages.error(request, _("You can no longer write in this network."))
        else:
            messages.success(request, _("Your topic is there. The network will hear."))
            return redirect(opened)
    return new_topic_page(request, standing, form)


@keeps_text
@require_http_methods(["POST"])
def preview_topic(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """Show how a new topic would look; nothing is written."""
    standing = find_open_network(request.user, slug)
    allow(standing.may_write)
    form = TopicForm(request.POST)
    shown = render_in(standing.network, request.POST.get("text", "")[:20_000])
    return new_topic_page(request, standing, form, preview=shown.html)


@keeps_text
@require_http_methods(["POST"])
def preview_reply(
    request: AuthenticatedHttpRequest, slug: str, pk: int
) -> HttpResponse:
    """Show how a reply would look; a fragment to a script, a page to others."""
    found = find_topic(request.user, slug, pk)
    shown = render_in(found.network, request.POST.get("text", "")[:20_000])
    if request.headers.get("X-Requested-With") == "fetch":
        return HttpResponse(shown.html)
    return topic_page(request, found, form=ReplyForm(request.POST), preview=shown.html)


def new_topic_page(
    request: AuthenticatedHttpRequest,
    standing: Standing,
    form: TopicForm,
    *,
    preview: str = "",
    other_draft: DraftConflict | None = None,
) -> HttpResponse:
    """Show the form of a new topic, as typed so far."""
    if request.headers.get("X-Requested-With") == "fetch" and preview:
        return HttpResponse(preview)
    context = {
        "network": standing.network,
        "form": form,
        "preview": preview,
        "other_draft": other_draft,
        "draft_version": form["draft_version"].value() or 0,
        "hearing": hearing(standing.network, None, author=request.user),
    }
    return render(request, "network/topic_new.html", context)


def _begun(request: AuthenticatedHttpRequest, standing: Standing) -> dict[str, object]:
    """What was begun earlier; a new form has a name of its own."""
    begun: dict[str, object] = {"token": uuid.uuid4()}
    draft = PostDraft.objects.filter(
        user=request.user, network=standing.network
    ).first()
    if draft:
        begun |= {"kind": draft.kind, "title": draft.title, "text": draft.body}
        begun["draft_version"] = draft.version
    return begun
