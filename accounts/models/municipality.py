"""The gmina whose bank this is: one row, written on the setup list."""

from __future__ import annotations

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

_NAME = "accounts.municipality.name"
_NAME_AGE = 60
TERC_LENGTH = 7
# The last digit of a whole gmina: urban, rural, urban and rural.
_WHOLE = frozenset("123")
# And of its parts: a town, a countryside, a district.
_PARTS = frozenset("4589")


def check_terc(code: str) -> None:
    """Refuse what no TERC code looks like; raises `ValidationError`."""
    if not (code.isascii() and code.isdigit()):
        raise ValidationError(gettext("TERC is seven digits, without spaces."))
    if len(code) == TERC_LENGTH - 1:
        raise ValidationError(
            gettext(
                "Here are six digits. A spreadsheet probably lost the zero at the"
                " beginning: 0%(code)s?"
            )
            % {"code": code}
        )
    if len(code) != TERC_LENGTH:
        raise ValidationError(gettext("TERC is seven digits, without spaces."))
    if code[-1] not in _WHOLE | _PARTS:
        raise ValidationError(
            gettext("The last digit of TERC says what kind of place it is: 1–5, 8, 9.")
        )


def check_terc_of_gmina(code: str) -> None:
    """Refuse a code of something smaller than a gmina; raises `ValidationError`."""
    check_terc(code)
    if code[-1] in _PARTS:
        raise ValidationError(
            gettext(
                "This is the code of a part of a gmina. The code of the whole gmina"
                " ends with 1, 2 or 3."
            )
        )


class Municipality(models.Model):
    """The gmina; the one row has the key 1."""

    name = models.CharField(
        _("name of the gmina"),
        max_length=120,
        help_text=_("As it is to stand at the top of every page."),
    )
    # Text, for the codes of four voivodeships begin with a zero.
    terc = models.CharField(
        _("TERC code"),
        max_length=TERC_LENGTH,
        validators=[check_terc_of_gmina],
        help_text=_("Seven digits; those of some voivodeships begin with a zero."),
    )
    website = models.URLField(_("website of the office"), blank=True)

    class Meta:
        verbose_name = _("gmina")
        verbose_name_plural = _("gminas")
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="one_municipality")
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def load(cls) -> Municipality:
        """The gmina, or an empty one; one query."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)

    @classmethod
    def shown_name(cls) -> str:
        """What every page calls the gmina, empty at first; a query once a minute."""
        known: str | None = cache.get(_NAME)
        if known is None:
            known = cls.load().name
            cache.set(_NAME, known, _NAME_AGE)
        return known

    @staticmethod
    def forget_name() -> None:
        """Let pages ask again what the gmina is called."""
        cache.delete(_NAME)
