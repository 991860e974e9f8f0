import sys
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from accounts.actions.owner import appoint_owner
from accounts.exceptions import OwnerExists
from accounts.models import User
from accounts.password_link import password_link

_QUESTIONS = ("email", "first_name", "last_name")


class Command(BaseCommand):
    help = (
        "Make the very first person, the administrator, and print a link to set the "
        "password. Sends no mail. Safe to run twice."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        for name in _QUESTIONS:
            parser.add_argument(f"--{name.replace('_', '-')}")
        parser.add_argument(
            "--another",
            action="store_true",
            help="Make one more administrator, although there is one.",
        )

    def handle(self, **options: Any) -> None:
        given = {name: self._ask(name, options[name]) for name in _QUESTIONS}
        try:
            validate_email(given["email"])
            owner = appoint_owner(**given, another=options["another"])
        except ValidationError as error:
            words = _("This is not an e-mail address: %(address)s")
            raise CommandError(words % {"address": given["email"]}) from error
        except OwnerExists as error:
            raise CommandError(
                _("There is an administrator already. One more: --another.")
            ) from error
        self._tell(owner)

    def _ask(self, name: str, given: str | None) -> str:
        """Take the option, or ask; whoever runs a script cannot be asked."""
        question = {
            "email": _("E-mail address"),
            "first_name": _("First name"),
            "last_name": _("Last name"),
        }[name]
        if given is None and sys.stdin.isatty():
            given = input(f"{question}: ")
        if not given or not given.strip():
            words = _("%(question)s is missing: give --%(option)s.")
            option = name.replace("_", "-")
            raise CommandError(words % {"question": question, "option": option})
        return given.strip()

    def _tell(self, owner: User) -> None:
        words = _("Administrator: %(name)s <%(email)s>")
        self.stdout.write(words % {"name": owner, "email": owner.email})
        if owner.has_usable_password():
            self.stdout.write(
                _("This person has a password already; sign in, or ask for a new one.")
            )
            return
        self.stdout.write(_("Set the password here; the link works once, for a day:"))
        self.stdout.write(password_link(owner))
