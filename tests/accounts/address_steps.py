"""Steps to another e-mail address, for the tests of each."""

import re
from collections.abc import Callable

from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.factories.accounts import PASSWORD

PAGE = "/konto/email/"
NEW = "maria.nowa@example.org"
RunJobs = Callable[[], None]
Outbox = list[EmailMessage]


def sign_in(user: User) -> Client:
    client = Client()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return client


def link_in(message: EmailMessage, part: str) -> str:
    found = re.search(
        rf"http://127\.0\.0\.1:8000(/konto/{part}/\S+)", str(message.body)
    )
    assert found
    return found.group(1)


def address_of(user: User) -> str:
    return str(User.objects.get(pk=user.pk).email)
