"""What the setup list remembers beside the things that are set up."""

from __future__ import annotations

from datetime import timedelta

from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User

BACKUP_ASKED_EVERY = timedelta(days=90)


class SetupStep(models.TextChoices):
    """A step of the list, in its order; keys are stored and stand in addresses."""

    MUNICIPALITY = "gmina", _("The gmina")
    CONTROLLER = "administrator-danych", _("Data controller and officer")
    ACCESSIBILITY = "dostepnosc", _("Accessibility statement")
    INSTITUTIONS = "placowki", _("Schools and kindergartens")
    MAIL = "poczta", _("Outgoing mail")
    PEOPLE = "osoby", _("First moderators and heads")
    VOCABULARIES = "slowniki", _("Subjects and classes")
    STARTER = "starter", _("Starter materials")
    BACKUP = "kopie", _("Backup copies")


class MarkKind(models.TextChoices):
    DONE = "done", pgettext_lazy("a step", "done")
    SKIPPED = "skipped", pgettext_lazy("a step", "skipped")


class SetupMark(models.Model):
    """What an administrator said of a step: it is done, or not for this gmina."""

    step = models.CharField(_("step"), max_length=30, unique=True, choices=SetupStep)
    kind = models.CharField(_("kind"), max_length=10, choices=MarkKind)
    reason = models.TextField(
        _("reason"), max_length=300, blank=True, validators=[MaxLengthValidator(300)]
    )
    marked_at = models.DateTimeField(_("marked at"), default=timezone.now)
    marked_by = models.ForeignKey(
        User,
        verbose_name=_("marked by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("mark of a setup step")
        verbose_name_plural = _("marks of setup steps")

    def __str__(self) -> str:
        return f"{self.step}: {self.kind}"

    @property
    def is_old(self) -> bool:
        """Whether a copy was confirmed so long ago that we ask again."""
        is_of_backup = self.step == SetupStep.BACKUP and self.kind == MarkKind.DONE
        return is_of_backup and timezone.now() - self.marked_at > BACKUP_ASKED_EVERY


class MailTestState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("a test message", "waits to be sent")
    SENT = "sent", pgettext_lazy("a test message", "taken by the mail server")
    REFUSED = "refused", pgettext_lazy("a test message", "not sent")
    ARRIVED = "arrived", pgettext_lazy("a test message", "arrived")


class MailTrouble(models.TextChoices):
    """Why a message did not leave, and what to do; the field holds no choices."""

    LOGIN = (
        "login",
        _(
            "The server refuses the login. Check the user and the password in EMAIL_URL."
        ),
    )
    RECIPIENT = (
        "recipient",
        _("The server refuses the recipient. Check the address, or try another one."),
    )
    SENDER = (
        "sender",
        _("The server refuses the sender. MAIL_FROM must be an address it knows."),
    )
    CONTENT = (
        "content",
        _("The server took us for a sender of spam. Its administrator must let us in."),
    )
    TLS = (
        "tls",
        _(
            "Encryption could not be agreed on. Try the other way: tls=True with port"
            " 587, or ssl=True with port 465."
        ),
    )
    HOST = ("host", _("There is no server of this name. Check it in EMAIL_URL."))
    PORT = (
        "port",
        _("Nobody listens on this port of the server. Check the port in EMAIL_URL."),
    )
    TIMEOUT = (
        "timeout",
        _("The server does not answer. A firewall may stand between it and us."),
    )
    BROKEN_OFF = (
        "broken-off",
        _("The server broke the conversation off. Check the port and the encryption."),
    )
    NETWORK = ("network", _("The network does not lead to the server."))
    SETTINGS = ("settings", _("The settings in EMAIL_URL contradict one another."))


class MailTest(models.Model):
    """One test message: what became of it, in the mail server's own words."""

    to = models.EmailField(_("to whom"))
    # Only the hash rests here: who reads the database cannot say „it arrived”.
    token_hash = models.CharField(_("hash of the link"), max_length=64, unique=True)
    state = models.CharField(
        _("state"), max_length=10, choices=MailTestState, default=MailTestState.WAITING
    )
    trouble = models.CharField(_("what went wrong"), max_length=20, blank=True)
    answer = models.TextField(
        _("the server's answer"), blank=True, validators=[MaxLengthValidator(500)]
    )
    requested_at = models.DateTimeField(_("requested at"), default=timezone.now)
    requested_by = models.ForeignKey(
        User,
        verbose_name=_("requested by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    arrived_at = models.DateTimeField(_("arrived at"), null=True, blank=True)

    class Meta:
        verbose_name = _("test message")
        verbose_name_plural = _("test messages")
        ordering = ["-requested_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.to}: {self.state}"

    @property
    def advice(self) -> str:
        """What went wrong and what to do, in words; empty when nothing did."""
        known = self.trouble in MailTrouble.values
        return str(MailTrouble(self.trouble).label) if known else ""

    @property
    def is_waiting(self) -> bool:
        return self.state == MailTestState.WAITING

    @property
    def is_sent(self) -> bool:
        return self.state == MailTestState.SENT

    @property
    def is_refused(self) -> bool:
        return self.state == MailTestState.REFUSED

    @property
    def has_arrived(self) -> bool:
        return self.state == MailTestState.ARRIVED
