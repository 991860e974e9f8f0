import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import Institution, User
from accounts.roles import Role
from home.models import SetupStep
from home.setup.progress import status_of
from search.models import Change
from tests.factories.accounts import make_user, protect
from tests.factories.bank import make_lesson_plan

pytestmark = pytest.mark.django_db
ADDRESS = "/wdrozenie/placowki/"
TABLE = """RSPO;Nazwa;Typ;TERC
12345;Szkoła Podstawowa w Buku;szkoła podstawowa;0204011
12346;Przedszkole w Buku;przedszkole;204011"""


@pytest.fixture
def as_adam(client: Client) -> Client:
    adam = make_user("adam", Role.ADMINISTRATOR)
    protect(adam)
    client.force_login(adam)
    return client


def test_checking_writes_nothing_and_names_every_bad_line(as_adam: Client) -> None:
    page = as_adam.post(ADDRESS, {"text": TABLE}).content.decode()

    assert not Institution.objects.exists()
    assert "Nowe: 1. Zmienione: 0. Bez zmian: 0. Pominięte: 1." in page
    assert "zgubił zero na początku: 0204011?" in page


def test_a_file_of_excel_is_read_and_travels_to_the_second_step(
    as_adam: Client,
) -> None:
    file = SimpleUploadedFile("placowki.csv", TABLE.encode("cp1250"))

    page = as_adam.post(ADDRESS, {"file": file})

    assert page.context["form"].table == TABLE
    assert "Szkoła Podstawowa w Buku" in page.content.decode()


def test_reading_in_takes_the_good_lines(as_adam: Client) -> None:
    page = as_adam.post(f"{ADDRESS}wczytaj/", {"text": TABLE}, follow=True)

    assert "Wczytano 1 placówkę." in page.content.decode()
    school = Institution.objects.get()
    assert (school.rspo, school.terc) == ("12345", "0204011")
    assert status_of(page.context["user"], SetupStep.INSTITUTIONS).is_done


@pytest.mark.parametrize(
    "sent", [{}, {"text": "   "}, {"text": "a;b\n1;2"}, {"text": "x\0y"}]
)
def test_what_is_no_table_is_refused_in_words(
    as_adam: Client, sent: dict[str, str]
) -> None:
    for address in (ADDRESS, f"{ADDRESS}wczytaj/"):
        page = as_adam.post(address, sent)
        assert page.status_code == 200
        assert page.context["form"].errors


def test_search_hears_of_a_new_name(
    as_adam: Client, school: Institution, maria: User
) -> None:
    plan = make_lesson_plan(maria, institution=school)
    Institution.objects.filter(pk=school.pk).update(rspo="777")
    Change.objects.all().delete()

    table = "RSPO;Nazwa\n777;Szkoła Podstawowa im. Reymonta"
    as_adam.post(f"{ADDRESS}wczytaj/", {"text": table})

    assert Change.objects.filter(source="material", object_pk=plan.pk).exists()
