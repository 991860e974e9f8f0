"""What a school or kindergarten says about itself in our own pages."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Institution, RoleAssignment, User
from accounts.roles import Role
from home.models.news import institutions_headed_by
from home.models.picture import PictureUse
from home.models.prose import page_html


class InstitutionProfile(PictureUse):
    """Description, address and picture of an institution, written by its head."""

    institution = models.OneToOneField(
        Institution,
        verbose_name=_("institution"),
        on_delete=models.CASCADE,
        related_name="profile",
    )
    description = models.TextField(
        _("description"), blank=True, validators=[MaxLengthValidator(6_000)]
    )
    street = models.CharField(_("street and number"), max_length=120, blank=True)
    postcode = models.CharField(
        _("postcode and post office"), max_length=80, blank=True
    )
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("website"), blank=True)
    hours = models.CharField(_("hours of the secretariat"), max_length=160, blank=True)
    shows_head = models.BooleanField(
        _("show the head's name to everybody"), default=False
    )
    version = models.PositiveIntegerField(_("version"), default=1)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta(PictureUse.Meta):
        verbose_name = _("profile of an institution")
        verbose_name_plural = _("profiles of institutions")

    def __str__(self) -> str:
        return str(self.institution)

    @property
    def html(self) -> str:
        """The description as safe HTML, headings from the second level on."""
        return page_html(self.description)

    @property
    def has_contact(self) -> bool:
        return any(
            (self.street, self.postcode, self.phone, self.email, self.website)
        ) or bool(self.hours)


def may_describe(user: User | AnonymousUser, institution: Institution) -> bool:
    """Say whether `user` writes the page of `institution`: its head, or the office."""
    if not isinstance(user, User) or not user.is_active:
        return False
    if user.has_role(Role.OFFICE):
        return True
    return institution.pk in institutions_headed_by(user)


def heads_shown_to(
    user: User | AnonymousUser, institution: Institution, *, to_everybody: bool
) -> list[User]:
    """Who heads the institution today; guests are told only where it was decided."""
    if not to_everybody and not isinstance(user, User):
        return []
    held = RoleAssignment.objects.current().filter(
        models.Q(institution=institution)
        | models.Q(institution=None, user__institution=institution),
        role=Role.HEAD,
        user__is_active=True,
    )
    # From roles to people: the other way PostgreSQL may look at all roles for each.
    heads = held.select_related("user").order_by("user__last_name", "user_id")
    return list({each.user_id: each.user for each in heads}.values())
