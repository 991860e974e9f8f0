from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import AuthenticatedHttpRequest
from notifications.actions.preferences import set_preferences
from notifications.forms import PreferencesForm
from notifications.kinds import Channel, kinds_for
from notifications.models import Preference


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Let somebody say what they want to hear of, and how."""
    kinds = kinds_for(request.user)
    held = Preference.objects.of_person(request.user, kinds)
    # Nothing ticked is an answer too, so an empty POST is bound as well.
    sent = request.POST if request.method == "POST" else None
    form = PreferencesForm(sent, kinds=kinds, held=held)
    if form.is_valid():
        set_preferences(request.user, wishes=form.wishes)
        messages.success(request, _("Your notification settings are saved."))
        return redirect("notifications:preferences")
    context = {
        "form": form,
        "channels": [channel.label for channel in Channel],
        "trail": [
            (_("Start"), "/"),
            (_("Notifications"), reverse("notifications:inbox")),
            (_("Settings"), ""),
        ],
    }
    return render(request, "notifications/preferences.html", context)
