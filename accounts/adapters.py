"""Where our rules differ from what allauth would do by itself."""

import time
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailConfirmation
from allauth.core import context as of_allauth
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from accounts.actions.messages import queue_message
from accounts.actions.second_factors import is_last_that_is_due
from accounts.devices import device_of
from accounts.models import User
from accounts.passkeys import site_of_passkeys
from accounts.sealing import seal, unseal
from accounts.sessions import SIGNED_IN_AT

_NOBODY = "account/email/unknown_account"


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come from invitations and imports, never from an open form."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _(
            "The address or the password is wrong. Check both; the password minds"
            " small and capital letters."
        ),
        "enter_current_password": _("This is not your current password."),
        "incorrect_code": _("This code is wrong or no longer works."),
        "incorrect_password": _("This is not your password."),
        "too_many_login_attempts": _(
            "Too many attempts. Wait five minutes and try again."
        ),
        "rate_limited": _("Too many attempts. Wait five minutes and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def is_safe_url(self, url: str) -> bool:
        """Send people on to addresses of this site only, given without a host."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Build the link on the configured origin: the Host header is anyone's."""
        path = reverse(
            "account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"}
        )
        return settings.SITE_ORIGIN + path.replace("UID-KEY", key)

    def get_email_confirmation_url(
        self,
        request: HttpRequest,  # noqa: ARG002
        emailconfirmation: EmailConfirmation,
    ) -> str:
        path = reverse("account_confirm_email", args=[emailconfirmation.key])
        return settings.SITE_ORIGIN + path

    def get_password_change_redirect_url(
        self,
        request: HttpRequest,  # noqa: ARG002
    ) -> str:
        return reverse("account_login")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask for the password again, unless it was given a few minutes ago."""
        since = time.time() - self.request.session.get(SIGNED_IN_AT, 0)
        is_fresh = since < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        return not is_fresh and super().is_reauthentication_required(app=app, **kwargs)

    def send_mail(
        self, template_prefix: str, email: str, context: dict[str, Any]
    ) -> None:
        """Render now, send later; to an address without an account, do not send.

        Both take the same work, so that the answer's time tells nobody whether an
        account exists, and no stranger can make us write to other people.
        """
        context = {**context, "email": email, "site_origin": settings.SITE_ORIGIN}
        message = self.render_mail(template_prefix, email, context)
        queue_message(
            to="" if template_prefix == _NOBODY else email,
            subject=message.subject,
            body=str(message.body),
        )

    def _get_login_attempts_cache_key(
        self,
        request: HttpRequest,  # noqa: ARG002
        **credentials: Any,
    ) -> str:
        """Count attempts per address alone.

        allauth would put the Host header in the key, and another port in that
        header would then be another five attempts.
        """
        return str(credentials.get("email", "")).strip().lower()


class MFAAdapter(DefaultMFAAdapter):
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is wrong or no longer works."),
        "cannot_delete_authenticator": _(
            "Your role requires the second sign-in step, so it cannot be switched off."
        ),
        "unverified_email": _("Confirm your e-mail address first."),
    }

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return settings.DEMO or not is_last_that_is_due(authenticator)

    def generate_authenticator_name(
        self,
        user: User,  # noqa: ARG002
        type: Authenticator.Type,  # noqa: A002, ARG002
    ) -> str:
        """Propose the name of the device one is at."""
        return str(device_of(of_allauth.request.META.get("HTTP_USER_AGENT", "")))

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": site_of_passkeys(), "name": settings.WAGTAIL_SITE_NAME}
