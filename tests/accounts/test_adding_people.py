"""Pasting and uploading: what is understood is looked at, and only then sent."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.mail import EmailMessage
from django.http import HttpResponse
from django.test import Client

from accounts.actions.people import deactivate_person
from accounts.actions.roles import end_role
from accounts.models import Institution, Invitation, StaffList, User
from accounts.roles import Role
from jobs.models import Job
from tests.factories.accounts import make_invitation, make_user, protect

RunJobs = Callable[[], None]
CSV = "E-mail;Imię;Nazwisko;Rola;Uwagi\r\n"


@pytest.fixture
def head(client: Client, dorota: User) -> Client:
    client.force_login(dorota)
    return client


@pytest.fixture
def office(db: None) -> Client:
    """Somebody of the education office, signed in."""
    urszula = make_user("urszula", Role.OFFICE)
    protect(urszula)
    client = Client()
    client.force_login(urszula)
    return client


@pytest.fixture
def adding(school: Institution) -> str:
    return f"/placowki/{school.slug}/osoby/dodaj/"


def paste(client: Client, adding: str, text: str, role: str = "teacher") -> str:
    """Paste, and give the address of the page that shows what was understood."""
    answer = client.post(f"{adding}wklej/", {"text": text, "role": role})
    return answer.headers.get("Location", "")


def upload(client: Client, adding: str, data: bytes) -> HttpResponse:
    file = SimpleUploadedFile("kadra.csv", data, "text/csv")
    answer = client.post(f"{adding}plik/", {"file": file})
    assert isinstance(answer, HttpResponse)
    return answer


def shown(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_nothing_is_sent_before_the_head_says_so(
    head: Client, adding: str, mailoutbox: list[EmailMessage], run_jobs: RunJobs
) -> None:
    page = paste(head, adding, "Jan Kos <jan@x.pl>; Ewa Lis <ewa@x.pl>")

    text = shown(head, page)
    assert "Zaprosimy 2 osoby" in text
    assert "Jan Kos" in text
    assert not Invitation.objects.exists()

    head.post(f"{page}wyslij/")
    run_jobs()
    assert sorted(mail.to[0] for mail in mailoutbox) == ["ewa@x.pl", "jan@x.pl"]


def test_a_second_click_invites_nobody_twice(head: Client, adding: str) -> None:
    page = paste(head, adding, "jan@x.pl")
    head.post(f"{page}wyslij/")

    again = head.post(f"{page}wyslij/", follow=True)

    assert "już wysłana" in again.content.decode()
    assert Invitation.objects.count() == 1
    assert Job.objects.filter(task="accounts.send_invitation").count() == 1


def test_a_sent_list_holds_nobody_any_more(head: Client, adding: str) -> None:
    page = paste(head, adding, "jan@x.pl")
    head.post(f"{page}wyslij/")

    kept = StaffList.objects.get()
    assert (kept.rows, kept.problems) == ([], [])
    assert "już wysłana" in shown(head, page)


def test_who_is_left_out_is_named_with_the_reason(
    head: Client,
    adding: str,
    school: Institution,
    dorota: User,
    maria: User,
    oskar: User,
) -> None:
    make_invitation(school, dorota)
    deactivate_person(make_user("halina", Role.TEACHER, institution=school))
    page = paste(
        head,
        adding,
        "maria@example.org oskar@example.org zofia@example.org\n"
        "halina@example.org\nnowa@x.pl\nNOWA@x.pl\nzla@@x.pl",
    )

    skipped = shown(head, f"{page}?pokaz=pominiete")
    for reason in (
        "już u Was pracuje",
        "poza Twoją placówką",
        "jest już zaproszona",
        "konto jest zakończone",
        "już w wierszu 3",
    ):
        assert reason in skipped
    assert "zla@@x.pl" in shown(head, f"{page}?pokaz=bledne")
    assert "Zaprosimy 1 osobę" in shown(head, page)


def test_the_list_belongs_to_who_made_it(
    head: Client, office: Client, adding: str
) -> None:
    page = paste(head, adding, "jan@x.pl")

    assert office.get(page).status_code == 404
    assert office.post(f"{page}wyslij/").status_code == 404


def test_a_head_no_more_sends_nothing(
    head: Client, adding: str, school: Institution, dorota: User
) -> None:
    page = paste(head, adding, "jan@x.pl")
    end_role(dorota, role=Role.HEAD, institution=school)

    assert head.post(f"{page}wyslij/").status_code == 403
    assert not Invitation.objects.exists()


def test_a_list_can_be_given_up(head: Client, adding: str) -> None:
    page = paste(head, adding, "jan@x.pl")

    head.post(f"{page}porzuc/")

    assert head.get(page).status_code == 404


def test_a_text_without_addresses_is_kept_in_the_form(
    head: Client, adding: str
) -> None:
    answer = head.post(f"{adding}wklej/", {"text": "Dzień dobry", "role": "teacher"})

    text = answer.content.decode()
    assert "nie ma żadnego adresu" in text
    assert "Dzień dobry" in text


def test_only_the_office_invites_heads(
    head: Client, office: Client, adding: str
) -> None:
    refused = head.post(f"{adding}wklej/", {"text": "jan@x.pl", "role": "head"})
    page = paste(office, adding, "jan@x.pl", role="head")
    office.post(f"{page}wyslij/")

    assert refused.status_code == 200
    assert Invitation.objects.get().role == Role.HEAD


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250"])
def test_a_file_is_tried_and_then_sent(
    head: Client, adding: str, encoding: str
) -> None:
    data = f"{CSV}zaneta@x.pl;Żaneta;Łąka;pedagog;x\r\n".encode(encoding)

    page = upload(head, adding, data).headers["Location"]

    text = shown(head, page)
    assert "Żaneta Łąka" in text
    assert "Uwagi" in text
    assert not Invitation.objects.exists()
    head.post(f"{page}wyslij/")
    made = Invitation.objects.get()
    assert (made.last_name, made.role) == ("Łąka", Role.SPECIALIST)


def test_the_same_file_twice_invites_nobody_twice(head: Client, adding: str) -> None:
    data = f"{CSV}a@x.pl;A;B\r\nb@x.pl;C;D\r\n".encode()
    for _ in range(2):
        page = upload(head, adding, data).headers["Location"]
        head.post(f"{page}wyslij/")

    assert Invitation.objects.count() == 2
    assert Job.objects.filter(task="accounts.send_invitation").count() == 2


def test_every_bad_line_is_named(head: Client, adding: str) -> None:
    rows = [
        "a@x.pl;Ala;Kos;nauczyciel",
        ";Bez;Adresu",
        "nie-adres;Jan;Kos",
        "b@x.pl;=cmd|' /C calc'!A0;Kos",
        "c@x.pl;<script>;Kos",
        "d@x.pl;Jan;Kos;dyrektor",
        f"e@x.pl;{'x' * 70};Kos",
        "f@x.pl;J\0n;Kos",
        f"g@x.pl;{'x' * 1_000_000};Kos",
    ]
    page = upload(head, adding, (CSV + "\n".join(rows)).encode()).headers["Location"]

    text = shown(head, f"{page}?pokaz=bledne")
    for number in range(3, 11):
        assert f">{number}</td>" in text
    assert "<script>" not in text
    assert "Nieznana rola „dyrektor”" in text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "pusty"),
        (b"imie;nazwisko\nEwa;Kos", "Brakuje: e-mail"),
        (b"PK\x03\x04", "arkusza"),
        (CSV.encode(), "nie ma nikogo"),
        (b"e-mail\n" + b"a@x.pl\n" * 10_001, "10000"),
        (b"e-mail\n" + b"x" * 2_100_000, "za du"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(
    head: Client, adding: str, data: bytes, reason: str
) -> None:
    answer = upload(head, adding, data)

    assert answer.status_code == 200
    assert reason in answer.content.decode()
    assert not StaffList.objects.exists()


def test_a_long_list_is_shown_in_pages(head: Client, adding: str) -> None:
    page = paste(head, adding, "\n".join(f"o{n}@x.pl" for n in range(950)))

    last = shown(head, f"{page}?strona=10")
    assert "o949@x.pl" in last
    assert "Zaproś 950 osób" in last


@pytest.mark.parametrize("who", ["maria", "oskar", "karol"])
def test_teachers_add_nobody(
    request: pytest.FixtureRequest, client: Client, adding: str, who: str
) -> None:
    client.force_login(request.getfixturevalue(who))

    assert client.get(adding).status_code == 403
    answer = client.post(f"{adding}wklej/", {"text": "jan@x.pl", "role": "teacher"})
    assert answer.status_code == 403
    assert not StaffList.objects.exists()


def test_a_head_adds_nobody_to_another_school(
    head: Client, other_school: Institution
) -> None:
    address = f"/placowki/{other_school.slug}/osoby/dodaj/"

    assert head.get(address).status_code == 403
    assert head.get("/placowki/nic/osoby/dodaj/").status_code == 404
