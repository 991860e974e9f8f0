"""Which subjects and classes are offered to those who write."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.decorators import role_required
from accounts.http import AuthenticatedHttpRequest
from accounts.roles import Role
from bank.actions.vocabulary_choice import CHOSEN_LISTS, choose_terms
from bank.forms.vocabularies import forget_terms
from bank.models import ClassYear, Subject
from home.actions.setup import confirm_step
from home.forms.vocabularies import VocabulariesForm
from home.models import SetupStep
from home.setup.progress import status_of


@role_required(Role.ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def vocabularies(request: AuthenticatedHttpRequest) -> HttpResponse:
    form = VocabulariesForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        choose_terms(Subject, form.cleaned_data["subjects"], by=request.user)
        choose_terms(ClassYear, form.cleaned_data["class_years"], by=request.user)
        confirm_step(SetupStep.VOCABULARIES, by=request.user)
        forget_terms(*CHOSEN_LISTS)
        messages.success(request, _("Saved. Forms offer what is ticked."))
        return redirect("setup:list")
    status = status_of(request.user, SetupStep.VOCABULARIES)
    context = {"form": form, "status": status}
    return render(request, "home/setup/vocabularies.html", context)
