"""What a password may not be, beyond what Django knows."""

import re

from anyascii import anyascii
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Institution, Municipality, User

# What people of schools put into passwords first.
_LOCAL_WORDS = (
    "bankwiedzy bank wiedzy gmina gminny szkola szkoly podstawowa przedszkole zespol"
    " nauczyciel nauczycielka dyrektor dyrekcja klasa uczen lekcja sekretariat"
    " pedagog oswiata edukacja haslo polska mzo witaj qwerty"
)
_SHORTEST_WORD = 4
_WORD = re.compile(rf"[a-z]{{{_SHORTEST_WORD},}}")
_ENOUGH = 8


class MaximumLengthValidator:
    """Refuse what is longer than a passphrase: hashing it would only cost time."""

    def __init__(self, max_length: int = 128) -> None:
        self.max_length = max_length

    def validate(self, password: str, user: User | None = None) -> None:  # noqa: ARG002
        if len(password) > self.max_length:
            raise ValidationError(
                ngettext(
                    "This password is too long. It may have at most %(limit)d character.",
                    "This password is too long. It may have at most %(limit)d characters.",
                    self.max_length,
                ),
                code="password_too_long",
                params={"limit": self.max_length},
            )

    def get_help_text(self) -> str:
        return _("A few words that do not belong together are best.")


class LocalWordsValidator:
    """Refuse passwords that are little more than names everybody here knows."""

    def validate(self, password: str, user: User | None = None) -> None:  # noqa: ARG002
        rest = anyascii(password).lower()
        for word in sorted(_words(), key=len, reverse=True):
            rest = rest.replace(word, "")
        if len(rest) < min(_ENOUGH, len(password)):
            raise ValidationError(
                _(
                    "This password is made of words everybody here knows: of the"
                    " municipality, a school, a teacher's work. Add words of your own."
                ),
                code="password_too_local",
            )

    def get_help_text(self) -> str:
        return _("Not the name of the municipality, a town or a school with a number.")


def _words() -> set[str]:
    names = Institution.objects.values_list("name", "short_name", "town")
    known = [
        _LOCAL_WORDS,
        settings.WAGTAIL_SITE_NAME,
        Municipality.shown_name(),
        *(" ".join(row) for row in names),
    ]
    return set(_WORD.findall(anyascii(" ".join(known)).lower()))
