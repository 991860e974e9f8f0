"""The three steps of the wizard and its protocol, as pages."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from accounts.actions import leaving
from accounts.models import User
from network.models import Network
from tests.factories.network import make_network

TODAY = timezone.localdate


@pytest.fixture
def network(maria: User, karol: User) -> Network:
    return make_network(maria, coordinator=karol)


def test_the_wizard_walks_from_the_day_to_the_protocol(
    client: Client,
    network: Network,
    karol: User,
    maria: User,
    dorota: User,
    run_jobs: Callable[[], None],
) -> None:
    client.force_login(dorota)
    at = f"/osoby/{karol.pk}/odejscie/"

    first = client.get(at).content.decode()
    assert network.name in first
    client.post(at, {"last_day": TODAY().isoformat()})
    refused = client.post(f"{at}przekazanie/", {})
    assert refused.context["form"].errors
    client.post(f"{at}przekazanie/", {"rzecz-0": str(maria.pk)})
    assert "Maria Brzozowska" in client.get(f"{at}podsumowanie/").content.decode()
    done = client.post(f"{at}potwierdzenie/", follow=True)
    assert done.redirect_chain[-1][0] == f"{at}protokol/"
    run_jobs()

    protocol = client.get(f"{at}protokol/").content.decode()
    assert "Maria Brzozowska" in protocol
    assert "Sieć: " in protocol
    assert client.post(f"{at}potwierdzenie/").status_code == 404


def test_a_summary_older_than_what_is_held_sends_back_to_choose(
    client: Client, karol: User, maria: User, dorota: User
) -> None:
    departure = leaving.begin_departure(karol, by=dorota, last_day=TODAY())
    leaving.choose_successors(departure, by=dorota, chosen={})
    make_network(maria, coordinator=karol)
    client.force_login(dorota)

    response = client.get(f"/osoby/{karol.pk}/odejscie/podsumowanie/")

    assert response["Location"].endswith("/przekazanie/")


@pytest.mark.parametrize("day", ["", "wczoraj", "1950-01-01", "9999-12-31"])
def test_a_day_without_sense_is_refused(
    client: Client, karol: User, dorota: User, day: str
) -> None:
    client.force_login(dorota)

    response = client.post(f"/osoby/{karol.pk}/odejscie/", {"last_day": day})

    assert "last_day" in response.context["form"].errors
