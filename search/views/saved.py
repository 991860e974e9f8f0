"""Searches that somebody keeps: a list of one's own, and what one may do with each."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.http import AuthenticatedHttpRequest
from search.actions import (
    change_saved,
    end_feed,
    forget_saved,
    pause,
    renew_feed,
    resume,
    save_search,
)
from search.actions.saved import MOST_SAVED
from search.criteria import Criteria, read_criteria
from search.exceptions import AlreadySaved, EmptySearch, TooManySaved
from search.feeds import feed_address
from search.forms import SavedSearchForm
from search.models import SavedSearch
from search.saved import proposed_name, recall

PER_PAGE = 20


@login_required
@require_safe
@cache_control(private=True, no_store=True)
def saved_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List one's own saved searches."""
    own = SavedSearch.objects.visible_to(request.user).for_list()
    page = Paginator(own, PER_PAGE).get_page(request.GET.get("strona"))
    context = {
        "page_obj": page,
        "rows": recall(page, request.user),
        "trail": _trail(),
    }
    return render(request, "search/saved/list.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def saved_new(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Keep the search that stands in this page's address."""
    criteria = read_criteria(request.GET, request.user)
    name = proposed_name(criteria, request.user)
    form = SavedSearchForm(request.POST or None, initial={"name": name})
    if request.method == "POST" and form.is_valid() and _saved(request, form, criteria):
        return redirect("search:saved")
    context = {
        "form": form,
        "criteria": criteria,
        "said": name,
        "trail": [*_trail(linked=True), (_("Save the search"), "")],
    }
    return render(request, "search/saved/new.html", context)


def _saved(
    request: AuthenticatedHttpRequest, form: SavedSearchForm, criteria: Criteria
) -> bool:
    """Save, or say in the form why not; a search kept already is as good as saved."""
    try:
        saved = save_search(request.user, criteria=criteria, **form.cleaned_data)
    except EmptySearch:
        form.add_error(None, _("Say first what to look for: words or a filter."))
    except TooManySaved:
        limit = _("You keep %(most)d searches already. Delete one to save another.")
        form.add_error(None, limit % {"most": MOST_SAVED})
    except AlreadySaved as same:
        known = _("You keep this search already, as “%(name)s”.")
        messages.info(request, known % {"name": same.name})
        return True
    else:
        done = _("Saved: “%(name)s”.") % {"name": saved.name}
        messages.success(request, done)
        return True
    return False


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def saved_edit(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Name a saved search anew, or change how soon it tells."""
    saved = _own(request, pk)
    form = SavedSearchForm(request.POST or None, instance=saved)
    if request.method == "POST" and form.is_valid():
        change_saved(saved, **form.cleaned_data)
        messages.success(request, _("Changed: “%(name)s”.") % {"name": saved.name})
        return redirect("search:saved")
    [row] = recall([_own(request, pk)], request.user)
    context = {
        "form": form,
        "row": row,
        "feed": feed_address(row.saved) if row.saved.has_feed else "",
        "trail": [*_trail(linked=True), (row.saved.name, "")],
    }
    return render(request, "search/saved/edit.html", context)


@login_required
@require_POST
def saved_pause(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Stop the alerts of one saved search for a time."""
    saved = _own(request, pk)
    pause(saved)
    messages.success(request, _("Paused: “%(name)s”.") % {"name": saved.name})
    return redirect("search:saved")


@login_required
@require_POST
def saved_resume(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Let its alerts come again."""
    saved = _own(request, pk)
    resume(saved)
    told = _("“%(name)s” will tell you again of what is new from now on.")
    messages.success(request, told % {"name": saved.name})
    return redirect("search:saved")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def saved_delete(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ask whether it is really meant, then forget the search."""
    saved = _own(request, pk)
    if request.method != "POST":
        return render(request, "search/saved/delete.html", {"saved": saved})
    forget_saved(saved)
    messages.success(request, _("Deleted: “%(name)s”.") % {"name": saved.name})
    return redirect("search:saved")


@login_required
@require_POST
def feed_renew(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Open the feed of a saved search at a new address."""
    saved = _own(request, pk)
    renew_feed(saved)
    messages.success(request, _("The feed has a new address; it stands below."))
    return redirect(saved)


@login_required
@require_POST
def feed_end(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Close the feed of a saved search."""
    saved = _own(request, pk)
    end_feed(saved)
    messages.success(request, _("The feed is off; its address leads nowhere."))
    return redirect(saved)


def _own(request: AuthenticatedHttpRequest, pk: int) -> SavedSearch:
    return get_object_or_404(SavedSearch.objects.visible_to(request.user), pk=pk)


def _trail(*, linked: bool = False) -> list[tuple[str, str]]:
    url = reverse("search:saved") if linked else ""
    search = (_("Search"), reverse("search:results"))
    return [(_("Start"), "/"), search, (_("Saved searches"), url)]
