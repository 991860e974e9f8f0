from collections.abc import Callable

import pytest
from django.core.mail import EmailMessage
from django.test import Client

from accounts.models import AccessGroupMember, User
from accounts.roles import Role
from network.actions import membership
from network.actions.networks import archive_network, create_network
from network.exceptions import (
    JoiningByInvitation,
    LastCoordinator,
    MembershipMoved,
    NameTaken,
    NetworkArchived,
)
from network.models import (
    Joining,
    Level,
    MemberRole,
    Membership,
    MemberState,
    Network,
    Subscription,
)
from network.models.people import members_by_name
from tests.factories.accounts import make_user, protect
from tests.factories.network import make_network


def _is_let_in(network: Network, user: User) -> bool:
    return AccessGroupMember.objects.filter(
        group=network.access_group, user=user
    ).exists()


def test_a_new_network_has_its_group_and_its_coordinator(karol: User) -> None:
    network = create_network(
        name="Żywa łacina", purpose="Mówimy.", coordinator=karol, by=karol
    )

    held = Membership.objects.get(network=network)
    assert network.slug == "zywa-lacina"
    assert held.is_coordinator
    assert held.handle == "karol.brzozowski"
    assert _is_let_in(network, karol)
    assert network.member_count == 1


def test_two_networks_cannot_share_a_name(karol: User) -> None:
    create_network(name="Nowa", purpose="x", coordinator=karol, by=karol)

    with pytest.raises(NameTaken):
        create_network(name="Nowa", purpose="x", coordinator=karol, by=karol)

    assert Network.objects.get().slug == "nowa-2"


def test_a_request_waits_for_the_coordinator_who_is_told(
    oskar: User,
    karol: User,
    mailoutbox: list[EmailMessage],
    run_jobs: Callable[[], None],
) -> None:
    network = make_network(coordinator=karol)

    asked = membership.request_membership(network, user=oskar, note="Uczę w III.")
    run_jobs()

    assert not _is_let_in(network, oskar)
    assert [mail.to for mail in mailoutbox] == [[karol.email]]
    assert network.name not in mailoutbox[0].subject

    membership.approve_request(asked, by=karol)
    run_jobs()

    network.refresh_from_db()
    assert _is_let_in(network, oskar)
    assert mailoutbox[-1].to == [oskar.email]
    assert network.member_count == 2
    level = Subscription.objects.get(user=oskar, network=network).level
    assert level == Level.FIRST_POST


def test_asking_twice_is_asking_once(oskar: User) -> None:
    network = make_network()

    first = membership.request_membership(network, user=oskar)
    second = membership.request_membership(network, user=oskar)

    assert first == second
    assert first.stamp == second.stamp


def test_a_request_can_be_declined_with_a_reason(oskar: User, karol: User) -> None:
    network = make_network(coordinator=karol)
    asked = membership.request_membership(network, user=oskar)

    refused = membership.decline_request(asked, by=karol, reason="Sieć jest pełna.")

    assert refused.state == MemberState.DECLINED
    assert refused.end_reason == "Sieć jest pełna."
    with pytest.raises(MembershipMoved):
        membership.approve_request(asked, by=karol)


def test_a_request_taken_back_cannot_be_approved(oskar: User, karol: User) -> None:
    network = make_network(coordinator=karol)
    asked = membership.request_membership(network, user=oskar)

    membership.cancel_request(network, user=oskar)

    with pytest.raises(MembershipMoved):
        membership.approve_request(asked, by=karol)
    assert not _is_let_in(network, oskar)


def test_an_invitation_is_heard_of_and_accepted(
    oskar: User,
    karol: User,
    mailoutbox: list[EmailMessage],
    run_jobs: Callable[[], None],
) -> None:
    network = make_network(coordinator=karol)

    membership.invite(network, user=oskar, by=karol)
    run_jobs()
    held = membership.accept_invitation(network, user=oskar)

    assert [mail.to for mail in mailoutbox] == [[oskar.email]]
    assert held.is_active
    assert _is_let_in(network, oskar)


def test_inviting_who_asked_lets_them_in(oskar: User, karol: User) -> None:
    network = make_network(coordinator=karol)
    membership.request_membership(network, user=oskar)

    assert membership.invite(network, user=oskar, by=karol).is_active


def test_asking_when_invited_is_accepting(oskar: User, karol: User) -> None:
    network = make_network(coordinator=karol)
    membership.invite(network, user=oskar, by=karol)

    assert membership.request_membership(network, user=oskar).is_active


def test_a_network_by_invitation_takes_no_requests(oskar: User) -> None:
    network = make_network()
    Network.objects.update(joining=Joining.INVITATION)

    with pytest.raises(JoiningByInvitation):
        membership.request_membership(network, user=oskar)


def test_an_archived_network_takes_nobody(oskar: User) -> None:
    network = archive_network(make_network())

    with pytest.raises(NetworkArchived):
        membership.request_membership(network, user=oskar)


def test_the_last_coordinator_cannot_leave(karol: User, maria: User) -> None:
    network = make_network(maria, coordinator=karol)

    with pytest.raises(LastCoordinator):
        membership.end_membership(network, user=karol, by=karol)

    held = Membership.objects.get(user=maria)
    membership.change_role(held, role=MemberRole.COORDINATOR, by=karol)
    membership.end_membership(network, user=karol, by=karol)
    assert not _is_let_in(network, karol)


def test_who_comes_back_keeps_their_handle_and_their_choice(
    maria: User, karol: User
) -> None:
    network = create_network(name="A", purpose="x", coordinator=karol, by=karol)
    membership.invite(network, user=maria, by=karol)
    before = membership.accept_invitation(network, user=maria)
    Subscription.objects.filter(user=maria).update(level=Level.MUTED)

    membership.end_membership(network, user=maria, by=karol, reason="Zmiana szkoły.")
    membership.invite(network, user=maria, by=karol)
    after = membership.accept_invitation(network, user=maria)

    assert after.handle == before.handle
    assert after.end_reason == ""
    assert Subscription.objects.get(user=maria).level == Level.MUTED


def test_namesakes_have_different_handles(karol: User) -> None:
    network = create_network(name="A", purpose="x", coordinator=karol, by=karol)
    other = make_user("karolx")
    User.objects.filter(pk=other.pk).update(first_name="Karol")
    other.refresh_from_db()

    membership.invite(network, user=other, by=karol)
    held = membership.accept_invitation(network, user=other)

    assert held.handle == "karol.brzozowski2"


def test_the_office_makes_a_network_for_a_coordinator(
    client: Client, karol: User
) -> None:
    wanda = make_user("wanda", Role.OFFICE)
    protect(wanda)
    client.force_login(wanda)

    answer = client.post(
        "/sieci/nowa/",
        {
            "name": "Przyroda za oknem",
            "kind": "subject",
            "purpose": "Wychodzimy na dwór.",
            "joining": "request",
            "default_level": "first_post",
            "coordinator": karol.email,
        },
    )

    assert answer.status_code == 302
    assert Membership.objects.get().user == karol


def test_a_refused_network_keeps_what_was_typed(client: Client, db: None) -> None:
    wanda = make_user("wanda", Role.OFFICE)
    protect(wanda)
    client.force_login(wanda)

    answer = client.post("/sieci/nowa/", {"name": "X", "coordinator": "nikt@x.example"})

    assert answer.status_code == 200
    assert "nikt@x.example" in answer.content.decode()


def test_people_stand_in_the_order_of_the_polish_alphabet(karol: User) -> None:
    people = [make_user(name) for name in ("zofia", "ada", "ewa", "iga")]
    for person, name in zip(people, ("Zych", "Łoś", "Lis", "Ćma"), strict=True):
        User.objects.filter(pk=person.pk).update(last_name=name)
    network = make_network(*people, coordinator=karol)

    names = [held.user.last_name for held in members_by_name(network)]

    assert names == ["Brzozowski", "Ćma", "Lis", "Łoś", "Zych"]


def test_a_person_is_found_by_polish_letters(client: Client, karol: User) -> None:
    network = make_network(coordinator=karol)
    person = make_user("zofia")
    User.objects.filter(pk=person.pk).update(last_name="Żak")
    client.force_login(karol)

    page = client.get(f"/sieci/{network.slug}/osoby/?szukaj=żak")

    assert f"/zapros/{person.pk}/" in page.content.decode()
