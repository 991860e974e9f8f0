from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from accounts.models import User
from home.actions.theme import choose_theme
from home.context_processors import THEME_SESSION_KEY
from home.forms.theme import ThemeForm


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Remember the chosen theme and go back."""
    form = ThemeForm(request.POST)
    if not form.is_valid():
        return redirect("/")
    chosen, target = form.cleaned_data["theme"], form.cleaned_data["next"]
    if isinstance(request.user, User):
        choose_theme(request.user, theme=chosen)
    else:
        request.session[THEME_SESSION_KEY] = chosen
    safe = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return redirect(target if safe and target.startswith("/") else "/")
