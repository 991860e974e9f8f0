"""The log of what was done with rights and accounts: written once, never changed.

Each entry carries the hash of the one before it, so that an entry changed, removed
or slipped in behind the back of the application shows (`manage.py checkaudit`).
"""

from __future__ import annotations

import hashlib
import json
from functools import reduce
from operator import or_
from typing import Any, NoReturn

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accounts.exceptions import AuditIsAppendOnly
from accounts.models.institution import Institution
from accounts.models.user import User
from accounts.roles import Role

# What comes before the first entry.
GENESIS = "0" * 64


class AuditVerb(models.TextChoices):
    """What happened. Keys are stored for ever; the field itself holds no choices."""

    PERSON_CREATED = "person.created", _("account created")
    PERSON_RESTORED = "person.restored", _("account restored")
    INVITED = "invitation.sent", _("invitations sent")
    INVITED_AGAIN = "invitation.resent", _("invitation sent again")
    INVITATION_WITHDRAWN = "invitation.withdrawn", _("invitation withdrawn")
    INVITATION_ACCEPTED = "invitation.accepted", _("invitation accepted")
    JOIN_APPROVED = "join.approved", _("request to join approved")
    JOIN_REFUSED = "join.refused", _("request to join refused")
    JOIN_CODE_MADE = "join_code.made", _("code of the institution made")
    JOIN_CODE_ENDED = "join_code.ended", _("code of the institution switched off")
    PERSON_DEACTIVATED = "person.deactivated", _("account closed")
    PERSON_MOVED = "person.moved", _("institution changed")
    DEPARTURE_PLANNED = "departure.planned", _("end of work confirmed")
    DEPARTURE_CANCELLED = "departure.cancelled", _("end of work called off")
    DUTY_HANDED_OVER = "duty.handed_over", _("duty handed over")
    ROLE_GRANTED = "role.granted", _("role granted")
    ROLE_ENDED = "role.ended", _("role ended")
    GROUP_JOINED = "group.joined", _("added to a group")
    GROUP_LEFT = "group.left", _("removed from a group")
    INSTITUTIONS_IMPORTED = "institutions.imported", _("institutions read in")
    VOCABULARY_CHOSEN = "vocabulary.chosen", _("subjects and classes in use chosen")
    STARTER_CHANGED = "starter.changed", _("starter materials put in or taken out")
    MAIL_TESTED = "mail.tested", _("test message sent")
    SETTINGS_CHANGED = "settings.changed", _("settings of the site changed")
    SETUP_MARKED = "setup.marked", _("step of the setup list marked")
    SIGNED_IN = "session.opened", _("signed in")
    SESSION_ENDED = "session.ended", _("session ended")
    SESSIONS_ENDED = "session.all_ended", _("sessions ended")
    SIGN_IN_FROM_ELSEWHERE = "session.elsewhere", _("signed in from a new place")
    SIGN_IN_DISOWNED = "session.disowned", _("sign-in said not to be the owner's")
    SECOND_FACTOR_ADDED = "factor.added", _("second step added")
    SECOND_FACTOR_REMOVED = "factor.removed", _("second step removed")
    SECOND_FACTOR_RESET = "factor.reset", _("second step reset by an administrator")
    RECOVERY_CODES_MADE = "factor.codes_made", _("recovery codes made")
    RECOVERY_CODE_USED = "factor.code_used", _("recovery code used")
    PASSWORD_CHANGED = "password.changed", _("password changed")
    EMAIL_CHANGED = "email.changed", _("e-mail address changed")
    EMAIL_TAKEN_BACK = "email.taken_back", _("earlier e-mail address taken back")
    SECOND_FACTOR_FAILED = "factor.failed", _("wrong code of the second step")
    SYNONYM_ADDED = "synonym.added", _("synonym of search added")
    SYNONYM_REMOVED = "synonym.removed", _("synonym of search removed")
    TABLE_DOWNLOADED = "table.downloaded", _("table downloaded")
    VIEW_AS_STARTED = "view_as.started", _("began to look as somebody else")
    VIEW_AS_ENDED = "view_as.ended", _("ended the look as somebody else")
    AUDIT_TRIMMED = "audit.trimmed", _("old entries of the log removed")


# The office reads what concerns people and their places; sign-ins, second factors,
# settings and who looked as whom are for administrators.
_OFFICE_FAMILIES = (
    "person",
    "role",
    "group",
    "invitation",
    "departure",
    "duty",
    "join",
    "join_code",
)
# What its owner sees of an account on its page; sign-ins have a list of their own.
_OWNERS_FAMILIES = ("session", "factor", "password", "email", "role")
_ON_HOME = 8
_WITH_DAY = frozenset({AuditVerb.DEPARTURE_PLANNED, AuditVerb.DEPARTURE_CANCELLED})
_WITH_ROLE = frozenset({AuditVerb.ROLE_GRANTED, AuditVerb.ROLE_ENDED})


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    def visible_to(self, user: User | AnonymousUser) -> AuditEntryQuerySet:
        """Narrow to what `user` may read: all for administrators, part for the office."""
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        if user.is_administrator:
            return self
        if not user.has_role(Role.OFFICE):
            return self.none()
        families = (models.Q(verb__startswith=f"{name}.") for name in _OFFICE_FAMILIES)
        return self.filter(reduce(or_, families))

    def for_account_home(self, user: User) -> AuditEntryQuerySet:
        """Load the last of what happened to the safety of one's own account."""
        families = (models.Q(verb__startswith=f"{name}.") for name in _OWNERS_FAMILIES)
        own = self.filter(reduce(or_, families), subject=user)
        return own.exclude(verb=AuditVerb.SIGNED_IN).order_by("-number")[:_ON_HOME]

    def naming(self, words: str) -> AuditEntryQuerySet:
        """Narrow to entries in whose actor or subject every one of `words` stands."""
        found = self
        for word in words.split()[:5]:
            # SQLite folds the case of ASCII letters only: „żak” must find „Żak”.
            found = found.filter(
                models.Q(actor_name__icontains=word)
                | models.Q(subject_name__icontains=word)
                | models.Q(actor_name__contains=word.title())
                | models.Q(subject_name__contains=word.title())
            )
        return found

    def about(self, person_id: int) -> AuditEntryQuerySet:
        """Narrow to what one person did or what was done to them."""
        return self.filter(models.Q(actor=person_id) | models.Q(subject=person_id))

    def update(self, **_kwargs: Any) -> NoReturn:
        """Refuse: what happened, happened. Raises `AuditIsAppendOnly`."""
        raise AuditIsAppendOnly

    def delete(self) -> NoReturn:
        """Refuse: only `accounts.actions.audit.trim` forgets. Raises `AuditIsAppendOnly`."""
        raise AuditIsAppendOnly

    def bulk_create(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse: an entry needs the hash of the one before. Raises `AuditIsAppendOnly`."""
        raise AuditIsAppendOnly

    def bulk_update(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse, like `update`. Raises `AuditIsAppendOnly`."""
        raise AuditIsAppendOnly


class AuditEntry(models.Model):
    """One deed: who did what to whom and where, with names as they were that day.

    The keys of people and places are no constraints of the database: an entry
    outlives what it tells of.
    """

    number = models.PositiveBigIntegerField(_("number"), unique=True)
    at = models.DateTimeField(_("at"), db_index=True)
    verb = models.CharField(_("what happened"), max_length=40, db_index=True)
    actor = models.ForeignKey(
        User,
        verbose_name=_("who"),
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    actor_name = models.CharField(_("who, by name"), max_length=160, blank=True)
    subject = models.ForeignKey(
        User,
        verbose_name=_("whom it concerns"),
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    subject_name = models.CharField(
        _("whom it concerns, by name"), max_length=160, blank=True
    )
    institution = models.ForeignKey(
        Institution,
        verbose_name=_("institution"),
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    institution_name = models.CharField(
        _("institution, by name"), max_length=200, blank=True
    )
    detail = models.CharField(_("detail"), max_length=500, blank=True)
    previous_hash = models.CharField(_("hash of the entry before"), max_length=64)
    hash = models.CharField(_("hash"), max_length=64)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the log")
        verbose_name_plural = _("entries of the log")
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"{self.number}: {self.verb}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the entry, once. Raises `AuditIsAppendOnly`."""
        if not self._state.adding:
            raise AuditIsAppendOnly
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse. Raises `AuditIsAppendOnly`."""
        raise AuditIsAppendOnly

    @property
    def label(self) -> str:
        """What happened, in words; the bare key if we no longer know it."""
        known = self.verb in AuditVerb.values
        return str(AuditVerb(self.verb).label) if known else self.verb

    @property
    def detail_in_words(self) -> str:
        """Give the detail as people read it: the role by its name, the rest as it is."""
        role, _space, rest = self.detail.partition(" ")
        if self.verb in _WITH_ROLE and role in Role.values:
            return f"{Role(role).label} {rest}".strip()
        if self.verb in _WITH_DAY and (day := parse_date(self.detail)):
            return date_format(day)
        return self.detail

    def counted_hash(self) -> str:
        """Count the hash of everything this entry says and of the hash before it."""
        said = [
            self.number,
            self.at.isoformat(),
            self.verb,
            self.actor_id,
            self.actor_name,
            self.subject_id,
            self.subject_name,
            self.institution_id,
            self.institution_name,
            self.detail,
            self.previous_hash,
        ]
        text = json.dumps(said, ensure_ascii=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


class AuditChain(models.Model):
    """The two ends of the log: one row, which is also the lock of who writes.

    The anchor is the last entry that was forgotten for its age; the chain is
    checked from there.
    """

    number = models.PositiveBigIntegerField(_("number of the last entry"), default=0)
    hash = models.CharField(_("hash of the last entry"), max_length=64, default=GENESIS)
    anchor_number = models.PositiveBigIntegerField(_("number of the anchor"), default=0)
    anchor_hash = models.CharField(
        _("hash of the anchor"), max_length=64, default=GENESIS
    )

    class Meta:
        verbose_name = _("ends of the log")
        verbose_name_plural = _("ends of the log")

    def __str__(self) -> str:
        return f"{self.anchor_number}…{self.number}"
