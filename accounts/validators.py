"""What a password may not be, beyond what Django knows."""

import re
from functools import cache
from pathlib import Path

from anyascii import anyascii
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.breached import folded, is_breached
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
_WORDS_FILE = Path(__file__).parent / "data" / "words_of_passwords.txt"


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
        rest = whole = folded(password)
        for word in sorted(_words() | _words_of_passwords(), key=len, reverse=True):
            rest = rest.replace(word, "")
        if rest != whole and _worth(rest) < _ENOUGH:
            raise ValidationError(
                _(
                    "This password is made of words everybody here knows: names of people"
                    " and places, a teacher's work. Add words of your own."
                ),
                code="password_too_local",
            )

    def get_help_text(self) -> str:
        return _("Not the name of the municipality, a town or a school with a number.")


class BreachedPasswordValidator:
    """Refuse what stands on lists of leaked passwords; no list is asked by network."""

    def validate(self, password: str, user: User | None = None) -> None:  # noqa: ARG002
        if is_breached(password):
            raise ValidationError(
                _(
                    "This password has leaked somewhere and stands on lists that thieves"
                    " try first. Choose another."
                ),
                code="password_breached",
            )

    def get_help_text(self) -> str:
        return _("Not one that you or anybody else has used elsewhere.")


def _worth(rest: str) -> int:
    """Count what guessing the rest would cost: letters, and little of other signs.

    A year or a date after a name is what everybody adds.
    """
    letters = sum(sign.isalpha() for sign in rest)
    digits = sum(sign.isdigit() for sign in rest)
    others = len(rest) - letters - digits
    return letters + min(digits, 4) + min(others, 2)


@cache
def _words_of_passwords() -> frozenset[str]:
    lines = _WORDS_FILE.read_text(encoding="ascii").splitlines()
    kept = " ".join(line for line in lines if not line.startswith("#"))
    return frozenset(_WORD.findall(kept))


def _words() -> set[str]:
    names = Institution.objects.values_list("name", "short_name", "town")
    known = [
        _LOCAL_WORDS,
        settings.WAGTAIL_SITE_NAME,
        Municipality.shown_name(),
        *(" ".join(row) for row in names),
    ]
    return set(_WORD.findall(anyascii(" ".join(known)).lower()))
