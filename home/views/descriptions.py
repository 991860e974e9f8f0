"""Writing what an institution says about itself."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import AuthenticatedHttpRequest
from accounts.models import Institution
from home.actions.profiles import describe_institution
from home.content_checks import problems_of
from home.exceptions import ProfileChangedMeanwhile
from home.forms.institutions import InstitutionProfileForm
from home.models import InstitutionProfile
from home.models.profile import may_describe


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def institution_describe(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """Change the description; what somebody else saved meanwhile is not overwritten."""
    place = get_object_or_404(Institution.objects.visible_to(request.user), slug=slug)
    if not may_describe(request.user, place):
        raise PermissionDenied
    form = _form(request, place)
    stored = None
    if request.method == "POST" and form.is_valid():
        try:
            return _saved(request, place, form)
        except ProfileChangedMeanwhile:
            stored = InstitutionProfile.objects.get(institution=place)
            form.refuse_older_than(stored.version)
    context = {
        "form": form,
        "institution": place,
        "stored": stored,
        "problems": problems_of(form.instance) if not form.is_bound else [],
    }
    return render(request, "home/institution_form.html", context)


def _form(
    request: AuthenticatedHttpRequest, place: Institution
) -> InstitutionProfileForm:
    profiles = InstitutionProfile.objects.select_related("institution")
    profile = profiles.filter(institution=place).first()
    return InstitutionProfileForm(
        request.POST or None,
        request.FILES or None,
        instance=profile or InstitutionProfile(institution=place),
        author=request.user,
    )


def _saved(
    request: AuthenticatedHttpRequest, place: Institution, form: InstitutionProfileForm
) -> HttpResponse:
    describe_institution(
        place,
        form.text,
        picture=form.shown_picture,
        seen_version=form.cleaned_data["version"],
    )
    messages.success(request, _("The page of the institution is up to date."))
    return redirect("institution", place.slug)
