"""The link by which somebody sets a password, where no mail can carry it."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from accounts.models import User


def password_link(user: User) -> str:
    """Make a link that works once and for a day, on the configured origin."""
    key = default_token_generator.make_token(user)
    path = reverse(
        "account_reset_password_from_key", args=[user_pk_to_url_str(user), key]
    )
    return f"{settings.SITE_ORIGIN}{path}"
