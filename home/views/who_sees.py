"""„Kto co widzi”: the rules of access, told by the rules themselves."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.http import AuthenticatedHttpRequest
from home.forms.who_sees import MaterialNumberForm
from home.visibility.one import audience_of
from home.visibility.table import rows


@login_required
@require_safe
def who_sees_what(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show the table; an administrator may ask about one material by its number."""
    context: dict[str, object] = {"rows": rows()}
    if request.user.is_administrator:
        form = MaterialNumberForm(request.GET or None)
        context["form"] = form
        if form.is_valid():
            number = form.cleaned_data["material"]
            context["asked"] = number
            context["audience"] = audience_of(number, asker=request.user)
    return render(request, "home/who_sees_what.html", context)
