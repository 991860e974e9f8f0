"""What several tests of accounts begin with."""

import pytest
from django.test import Client

from accounts.models import User
from tests.accounts.address_steps import NEW, PAGE, Outbox, RunJobs, link_in, sign_in


@pytest.fixture
def asked_for_address(
    maria: User, mailoutbox: Outbox, run_jobs: RunJobs
) -> tuple[Client, str]:
    """Maria's browser after asking for another address, and the link she got."""
    client = sign_in(maria)
    client.post(PAGE, {"email": NEW})
    run_jobs()
    to_new = next(message for message in mailoutbox if message.to == [NEW])
    return client, link_in(to_new, "email/potwierdz")
