"""Naming co-authors in a draft, with everything typed kept."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from accounts.decorators import role_required
from accounts.http import AuthenticatedHttpRequest
from bank.forms.authors import in_words, people_called, rearranged_authors
from bank.models.access import WRITING_ROLES
from bank.views.doors import posted
from bank.views.edit_page import show_form
from bank.views.lost import keeps_text
from bank.views.saving import bound_form, keep


@keeps_text
@posted("bank:edit")
def authors(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Add, remove or move an author and save the text."""
    form = bound_form(request, pk)
    order = request.POST.get("authors_order", "")
    owner_id = form.material.owner_id
    form.authors = rearranged_authors(form.authors, order, owner_id=owner_id)
    form.needs_person = order == "add"
    if keep(form, by=request.user) is None:
        return show_form(request, form)
    return redirect(f"{reverse('bank:edit', args=[pk])}#wspolautorzy")


@role_required(*WRITING_ROLES)
@require_GET
def people(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Offer people to name as co-authors: name and place only, a few at most."""
    found = people_called(request.GET.get("q", "")[:160], by=request.user)
    return JsonResponse({"people": [in_words(person) for person in found]})
