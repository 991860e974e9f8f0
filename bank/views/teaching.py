from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import AuthenticatedHttpRequest
from bank.actions.teaching import choose_teaching
from bank.forms.teaching import TeachingForm
from bank.models import TeachingProfile


@login_required
@require_http_methods(["GET", "POST"])
def teaching(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Let a person say what they teach, for what is new in it."""
    profile = TeachingProfile.objects.filter(user=request.user).first()
    posted = request.POST if request.method == "POST" else None
    form = TeachingForm(posted, profile=profile)
    if form.is_valid():
        choose_teaching(request.user, **form.cleaned_data)
        messages.success(request, _("Saved. Your desk shows what is new in them."))
        return redirect("/")
    return render(request, "bank/teaching.html", {"form": form})
