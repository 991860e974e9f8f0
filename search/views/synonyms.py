"""Moderators teach search what people call things."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.decorators import role_required
from accounts.http import AuthenticatedHttpRequest
from accounts.roles import Role
from search.actions import add_synonym, remove_synonym
from search.care import care_tabs
from search.exceptions import SynonymExists
from search.forms import SynonymForm
from search.models import WORD_LENGTH, Synonym
from search.preview import effect_of
from search.query import LONGEST_QUERY

PER_PAGE = 50


@role_required(Role.MODERATOR)
@require_GET
def synonyms(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List synonyms, and the form to try another."""
    page = Paginator(Synonym.objects.all(), PER_PAGE).get_page(
        request.GET.get("strona")
    )
    context = {
        "page_obj": page,
        "form": SynonymForm(initial=_asked(request)),
        "care_tabs": care_tabs(request.user, "search:synonyms"),
    }
    return render(request, "search/synonyms.html", context)


def _asked(request: AuthenticatedHttpRequest) -> dict[str, str]:
    """Read what another page would have tried: a word, and a query to try it on."""
    lengths = {"word": WORD_LENGTH, "sample": LONGEST_QUERY}
    said = {name: request.GET.get(name, "")[:most] for name, most in lengths.items()}
    return {name: text.replace("\0", "") for name, text in said.items()}


@role_required(Role.MODERATOR)
@require_GET
def synonym_preview(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show what a synonym would find that is not found without it."""
    form = SynonymForm(request.GET)
    effect = None
    if form.is_valid():
        said = form.cleaned_data
        effect = effect_of(
            said["word"],
            said["meaning"],
            query=said["sample"] or said["word"],
            user=request.user,
        )
    context = {"form": form, "effect": effect}
    return render(request, "search/synonym_preview.html", context)


@role_required(Role.MODERATOR)
@require_POST
def synonym_add(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Keep a synonym."""
    form = SynonymForm(request.POST)
    if form.is_valid():
        word, meaning = form.cleaned_data["word"], form.cleaned_data["meaning"]
        try:
            add_synonym(word=word, meaning=meaning, by=request.user)
        except SynonymExists:
            form.add_error("word", _("This word stands for this already."))
        else:
            messages.success(request, _("Kept. Searches know it from now on."))
            return redirect("search:synonyms")
    return render(request, "search/synonym_preview.html", {"form": form})


@role_required(Role.MODERATOR)
@require_POST
def synonym_remove(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Forget a synonym."""
    synonym = get_object_or_404(Synonym, pk=pk)
    remove_synonym(synonym, by=request.user)
    messages.success(request, _("Removed: %(synonym)s.") % {"synonym": synonym})
    return redirect("search:synonyms")
