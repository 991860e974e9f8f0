from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import (
    AbstractBaseUser,
    AnonymousUser,
    BaseUserManager,
    PermissionsMixin,
)
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.models.institution import Institution
from accounts.roles import GMINA_ROLES, SECOND_FACTOR_ROLES, Role


class Theme(models.TextChoices):
    AUTO = "auto", _("as my device")
    LIGHT = "light", _("light")
    DARK = "dark", _("dark")


class UserQuerySet(models.QuerySet["User"]):
    def active(self) -> UserQuerySet:
        """Narrow to people who can sign in."""
        return self.filter(is_active=True)

    def visible_to(self, user: User | AnonymousUser) -> UserQuerySet:
        """Narrow to people whose name `user` may see: everyone active, once signed in."""
        return self.active() if user.is_authenticated else self.none()

    def managed_by(self, user: User | AnonymousUser) -> UserQuerySet:
        """Narrow to people whose accounts `user` looks after today, ended ones too.

        Nobody looks after themselves. Whoever holds a role for the whole gmina, or
        heads an institution, is for the office; an administrator is for another one.
        """
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        others = self.exclude(pk=user.pk)
        if user.is_administrator:
            return others
        held = RoleAssignment.objects.not_over()
        if user.has_role(Role.OFFICE):
            administrators = held.filter(role=Role.ADMINISTRATOR).values("user_id")
            return others.exclude(is_superuser=True).exclude(pk__in=administrators)
        places = user.places_of(Role.HEAD, Role.SCHOOL_IT)
        above = held.filter(role__in=GMINA_ROLES | {Role.HEAD}).values("user_id")
        return (
            others.filter(institution__in=places)
            .exclude(is_superuser=True)
            .exclude(pk__in=above)
        )

    def called(self, name: str) -> UserQuerySet:
        """Narrow to people with a name of which every word of `name` begins a part."""
        found = self.exclude(first_name="", last_name="")
        for word in name.split()[:5]:
            # SQLite folds the case of ASCII letters only: „żak” must find „Żak”.
            found = found.filter(
                models.Q(first_name__istartswith=word)
                | models.Q(last_name__istartswith=word)
                | models.Q(first_name__startswith=word.title())
                | models.Q(last_name__startswith=word.title())
            )
        return found

    def named_or_at(self, words: str) -> UserQuerySet:
        """Narrow to people with such a name, or with all of it in their address."""
        if not words:
            return self
        called = self.called(words).values("pk")
        return self.filter(models.Q(pk__in=called) | models.Q(email__icontains=words))

    def holding(self, *roles: Role) -> UserQuerySet:
        """Narrow to active people who hold any of `roles` today."""
        return self.active().filter(
            pk__in=RoleAssignment.objects.current()
            .filter(role__in=roles)
            .values("user_id")
        )

    def listed_for(self, user: User | AnonymousUser) -> UserQuerySet:
        """Narrow to what the list of all people shows: all to administrators and office."""
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        sees = user.is_administrator or user.has_role(Role.OFFICE)
        return self.all() if sees else self.none()

    def for_register(self) -> UserQuerySet:
        """Load what `accounts/people/register.html` reads, in three queries."""
        roles = RoleAssignment.objects.not_over().for_account_home()
        return self.select_related("institution").prefetch_related(
            models.Prefetch("role_assignments", roles)
        )


class UserManager(BaseUserManager["User"].from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Make people by e-mail address; nobody has a user name."""

    def create_user(
        self, email: str, password: str | None = None, **fields: Any
    ) -> User:
        user: User = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(
        self, email: str, password: str | None = None, **fields: Any
    ) -> User:
        return self.create_user(
            email, password, is_staff=True, is_superuser=True, **fields
        )


class User(AbstractBaseUser, PermissionsMixin):
    """A person of the gmina's schools, known by a service e-mail address."""

    email = models.EmailField(_("e-mail address"), unique=True)
    first_name = models.CharField(_("first name"), max_length=60, blank=True)
    last_name = models.CharField(_("last name"), max_length=80, blank=True)
    institution = models.ForeignKey(
        Institution,
        verbose_name=_("institution"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="people",
    )
    theme = models.CharField(
        _("theme"), max_length=8, choices=Theme, default=Theme.AUTO
    )
    session_epoch = models.PositiveIntegerField(_("times signed out"), default=0)
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("staff"), default=False)
    date_joined = models.DateTimeField(_("date joined"), default=timezone.now)

    objects: ClassVar[UserManager] = UserManager()

    # Who looks as this person; set for the time of one request, never stored.
    viewed_by: User | None = None

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["last_name", "first_name", "pk"]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip() or self.email

    def get_short_name(self) -> str:
        return self.first_name or self.email

    @cached_property
    def held_roles(self) -> tuple[tuple[str, int | None], ...]:
        """Roles held today and where; one query, remembered on this instance."""
        held = RoleAssignment.objects.current().filter(user=self)
        return tuple(held.values_list("role", "institution_id"))

    @property
    def current_roles(self) -> frozenset[str]:
        """Keys of the roles held today, anywhere."""
        return frozenset(role for role, _institution in self.held_roles)

    def has_role(self, *roles: Role) -> bool:
        """Say whether any of `roles` is held today, anywhere."""
        return not self.current_roles.isdisjoint(roles)

    def places_of(self, *roles: Role) -> frozenset[int]:
        """Say for which institutions any of `roles` is held today.

        A role without a place is held where the person works.
        """
        places = (
            place or self.institution_id
            for role, place in self.held_roles
            if role in roles
        )
        return frozenset(place for place in places if place)

    @property
    def is_administrator(self) -> bool:
        return self.is_superuser or self.has_role(Role.ADMINISTRATOR)

    @property
    def needs_second_factor(self) -> bool:
        return self.is_superuser or self.has_role(*SECOND_FACTOR_ROLES)

    def forget_rights(self) -> None:
        """Make this instance ask again which roles and groups it has."""
        self.__dict__.pop("held_roles", None)
        self.__dict__.pop("_audience_tokens", None)

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Tie sessions to the password and to an epoch we can move on.

        Django asks for this hash at every request, so moving the epoch signs the
        person out everywhere, on every kind of session store.
        """
        return salted_hmac(
            "accounts.User.session",
            f"{self.password}:{self.session_epoch}",
            secret=secret,
            algorithm="sha256",
        ).hexdigest()


class RoleAssignmentQuerySet(models.QuerySet["RoleAssignment"]):
    def current(self) -> RoleAssignmentQuerySet:
        """Narrow to roles in force today."""
        today = timezone.localdate()
        return self.filter(
            models.Q(starts_on__isnull=True) | models.Q(starts_on__lte=today),
            models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=today),
        )

    def not_over(self) -> RoleAssignmentQuerySet:
        """Narrow to roles in force today or later."""
        today = timezone.localdate()
        return self.filter(
            models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=today)
        )

    def over(self) -> RoleAssignmentQuerySet:
        """Narrow to roles whose last day has passed."""
        return self.filter(ends_on__lt=timezone.localdate())

    def for_account_home(self) -> RoleAssignmentQuerySet:
        """Load what `accounts/home.html` says of each role."""
        return self.select_related("institution").order_by("role", "institution")


class RoleAssignment(models.Model):
    """A role, for the whole gmina or for one institution, with its dates."""

    user = models.ForeignKey(
        User,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="role_assignments",
    )
    role = models.CharField(_("role"), max_length=24, choices=Role)
    institution = models.ForeignKey(
        Institution,
        verbose_name=_("institution"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="role_assignments",
    )
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("role assignment")
        verbose_name_plural = _("role assignments")
        constraints = [
            models.UniqueConstraint(
                "user",
                "role",
                "institution",
                name="one_assignment_per_role_and_place",
            ),
            # No place is not equal to no place; SQLite has no other way to say so.
            models.UniqueConstraint(
                "user",
                "role",
                condition=models.Q(institution__isnull=True),
                name="one_assignment_per_role_everywhere",
            ),
            models.CheckConstraint(
                condition=models.Q(starts_on__isnull=True)
                | models.Q(ends_on__isnull=True)
                | models.Q(starts_on__lte=models.F("ends_on")),
                name="role_starts_before_it_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.role}"
