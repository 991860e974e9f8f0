"""How the CMS behaves once `accounts` has let somebody in."""

import re
from collections.abc import Callable
from http import HTTPStatus

from csp.constants import SELF, UNSAFE_INLINE
from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.models import User
from home.actions.cms import admit_to_cms
from home.models.media import may_use_cms

CMS_PATH = "/cms/"
# Would keep pictures of people in the folder the site was started from.
_OWN_ACCOUNT = f"{CMS_PATH}account/"
# Parts of Wagtail's admin we do not use stay shut to everybody: what is not
# served needs no patch in a hurry, and material is never published from here.
_SHUT = re.compile(
    r"^/cms/(workflows|reports|snippets|users|groups|sites|redirects|collections"
    r"|forms|password_reset|failwhale|test404|embeds|bulk/(accounts|auth)|pages/\d+/privacy|images/usage|documents/usage)(/|$)"
)
# Wagtail's form falls over a body without this field, which browsers always send.
_ALWAYS_SENT = {f"{CMS_PATH}choose-external-link/": "external-link-chooser-url"}
# Wagtail's admin has inline scripts without nonces, and previews in a frame.
_CMS_POLICY = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-ancestors": [SELF],
}


class CmsRoom:
    """Close `/cms/` when switched off, and give its pages the policy they need."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(CMS_PATH):
            return self.get_response(request)
        if not settings.CMS_ENABLED or _SHUT.match(request.path_info):
            raise Http404
        always_sent = _ALWAYS_SENT.get(request.path_info, "")
        if always_sent and request.method == "POST" and always_sent not in request.POST:
            raise BadRequest
        if isinstance(request.user, User) and may_use_cms(request.user):
            if request.path_info.startswith(_OWN_ACCOUNT):
                return redirect("accounts:home")
            admit_to_cms(request.user)
        return self._relaxed(self.get_response(request))

    @staticmethod
    def _relaxed(response: HttpResponse) -> HttpResponse:
        if response.status_code >= HTTPStatus.BAD_REQUEST:
            return response  # an error page of ours needs nothing of this
        # A preview was answered by an inner request and has the strict policy.
        del response["Content-Security-Policy"]
        response._csp_replace = _CMS_POLICY  # type: ignore[attr-defined]  # noqa: SLF001
        response["X-Frame-Options"] = "SAMEORIGIN"
        return response
