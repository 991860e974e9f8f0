from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.actions.second_factors import reset_second_factor
from accounts.exceptions import NothingToReset
from accounts.models import User


class Command(BaseCommand):
    """Open the door again for an administrator who is locked out."""

    help = "Switches off a lost second factor, signs the person out and tells them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument(
            "--reason", default="manage.py resetsecondfactor", help="kept in the log"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        email = options["email"].strip().lower()
        person = User.objects.filter(email=email).first()
        if person is None:
            raise CommandError(f"There is no account {email}.")
        try:
            reset_second_factor(person, actor=None, reason=options["reason"])
        except NothingToReset as error:
            raise CommandError(f"{email} has no second factor.") from error
        self.stdout.write(f"{email}: second factor off, sessions ended, person told.")
