from django.urls import path

from accounts.views import passkeys
from accounts.views.doors import other_door

urlpatterns = [
    path("cms/login/", other_door, name="cms_sign_in"),
    path("_util/login/", other_door, name="page_sign_in"),
    # In place of allauth's own: these ask more, or answer better.
    path(
        "konto/2fa/webauthn/keys/<int:pk>/remove/",
        passkeys.remove,
        name="mfa_remove_webauthn",
    ),
    path(
        "konto/2fa/webauthn/reauthenticate/",
        passkeys.prove,
        name="mfa_reauthenticate_webauthn",
    ),
]
