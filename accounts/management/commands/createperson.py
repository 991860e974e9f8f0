from argparse import ArgumentParser
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse

from accounts.actions.people import create_person
from accounts.actions.roles import grant_role
from accounts.exceptions import EmailTaken
from accounts.models import Institution, User
from accounts.roles import Role


class Command(BaseCommand):
    """Make an account – the first administrator's, above all."""

    help = "Makes a person with a role, and prints a link to set the password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("first_name")
        parser.add_argument("last_name")
        parser.add_argument("--role", choices=Role.values, default=Role.TEACHER.value)
        parser.add_argument("--institution", help="slug of the institution")

    def handle(self, *args: Any, **options: Any) -> None:
        user = self._create(options)
        self.stdout.write(f"{user.get_full_name()} <{user.email}>: {options['role']}")
        self.stdout.write("Set the password within a day at:")
        self.stdout.write(_password_link(user))

    @transaction.atomic
    def _create(self, options: dict[str, Any]) -> User:
        institution = self._institution(options["institution"])
        try:
            validate_email(options["email"])
            user = create_person(
                email=options["email"],
                first_name=options["first_name"],
                last_name=options["last_name"],
                institution=institution,
            )
        except ValidationError as error:
            raise CommandError(f"Not an e-mail address: {options['email']}") from error
        except EmailTaken as error:
            raise CommandError(f"There is already an account {error}.") from error
        grant_role(user, role=Role(options["role"]), institution=institution)
        return user

    def _institution(self, slug: str | None) -> Institution | None:
        if not slug:
            return None
        try:
            return Institution.objects.get(slug=slug)
        except Institution.DoesNotExist:
            known = ", ".join(Institution.objects.values_list("slug", flat=True))
            raise CommandError(f"No institution {slug!r}; there are: {known}") from None


def _password_link(user: User) -> str:
    uid = user_pk_to_url_str(user)
    key = default_token_generator.make_token(user)
    path = reverse("account_reset_password_from_key", args=[uid, key])
    return f"{settings.SITE_ORIGIN}{path}"
