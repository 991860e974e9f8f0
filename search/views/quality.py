"""How searches end: counted from the pages of results, read by moderators."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_POST

from accounts.decorators import role_required
from accounts.http import AuthenticatedHttpRequest, download
from accounts.limits import is_within_limit
from accounts.marks import is_first_use, reader_key
from accounts.roles import Role
from search.actions.endings import GUEST, mark_handled, note_ending
from search.care import care_tabs
from search.exceptions import NotWatched
from search.forms import EndingForm
from search.models import UnmetQuery, UnmetWeek
from search.quality import places, table_of_unmet, weeks
from search.watching import VALID, read_watched

PER_PAGE = 50


@require_POST
def ending(request: HttpRequest) -> HttpResponse:
    """Count how a search ended; only what a page of ours signed, and once."""
    who = reader_key(request)
    if not is_within_limit(request, "count_search", key=who):
        return HttpResponse(status=429)
    form = EndingForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=400)
    token = form.cleaned_data["token"]
    try:
        watched = read_watched(token)
    except NotWatched:
        return HttpResponse(status=400)
    if is_first_use(token, kept=VALID):
        note_ending(
            watched,
            place=form.cleaned_data["place"],
            who=who,
            voice=who if request.user.is_authenticated else GUEST,
            today=timezone.localdate(),
        )
    return HttpResponse(status=204)


@role_required(Role.MODERATOR, Role.OFFICE)
@require_GET
@cache_control(private=True, no_store=True)
def quality(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show how searches end, and after which words nothing was found or opened."""
    today = timezone.localdate()
    rows = Paginator(UnmetWeek.objects.for_report(), PER_PAGE)
    context = {
        "page_obj": rows.get_page(request.GET.get("strona")),
        "weeks": weeks(today),
        "places": places(today),
        "may_act": request.user.has_role(Role.MODERATOR),
        "care_tabs": care_tabs(request.user, "search:quality"),
    }
    return render(request, "search/quality.html", context)


@role_required(Role.MODERATOR, Role.OFFICE)
@require_GET
def quality_table(request: AuthenticatedHttpRequest, extension: str) -> HttpResponse:  # noqa: ARG001
    """Give the report as a file; there is no person in it."""
    return download(table_of_unmet(UnmetWeek.objects.for_report()), extension)


@role_required(Role.MODERATOR)
@require_POST
def unmet_handled(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Take a search off the report; gone already is gone."""
    query = UnmetQuery.objects.readable().filter(pk=pk).first()
    if query is not None:
        mark_handled(query)
        messages.success(
            request, _("Done: “%(words)s” is off the list.") % {"words": query}
        )
    return redirect("search:quality")
