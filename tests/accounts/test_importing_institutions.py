import pytest

from accounts.actions.institutions import import_institutions
from accounts.exceptions import UnreadableTable
from accounts.importing.institutions import Check, check_institutions
from accounts.models import AuditEntry, AuditVerb, Institution, InstitutionKind, User
from accounts.roles import Role
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db
HEADING = "RSPO;Nazwa;Skrót;Typ;Miejscowość;TERC;Zespół"
SCHOOL = "12345;Szkoła Podstawowa w Buku;SP Buk;Szkoła podstawowa;Buk;0204011;"
KINDERGARTEN = "12346;Przedszkole „Jeżyk”;;Punkt przedszkolny;Buk;;Zespół w Buku"
OFFICE = ";Gminny Zarząd Oświaty;GZO;;Buk;;"


def check(*lines: str, encoding: str = "utf-8") -> Check:
    return check_institutions("\r\n".join([HEADING, *lines]).encode(encoding))


@pytest.fixture
def adam() -> User:
    return make_user("adam", Role.ADMINISTRATOR)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250", "utf-16"])
def test_a_table_becomes_institutions(adam: User, encoding: str) -> None:
    checked = check(SCHOOL, KINDERGARTEN, OFFICE, encoding=encoding)

    import_institutions(checked.planned, by=adam)

    assert checked.refused == []
    school = Institution.objects.get(rspo="12345")
    assert (school.kind, school.terc, school.short_name, school.slug) == (
        InstitutionKind.SCHOOL,
        "0204011",
        "SP Buk",
        "sp-buk",
    )
    kindergarten = Institution.objects.get(rspo="12346")
    assert kindergarten.kind == InstitutionKind.KINDERGARTEN
    assert str(kindergarten.group) == "Zespół w Buku"
    assert Institution.objects.get(rspo="").kind == InstitutionKind.OFFICE
    entry = AuditEntry.objects.get(verb=AuditVerb.INSTITUTIONS_IMPORTED)
    assert (entry.actor, entry.detail) == (adam, "+3 ~0")


def test_the_same_table_again_changes_nothing(adam: User) -> None:
    import_institutions(check(SCHOOL, KINDERGARTEN, OFFICE).planned, by=adam)

    again = check(SCHOOL, KINDERGARTEN, OFFICE)

    assert (again.added, again.updated, again.same) == (0, 0, 3)
    assert import_institutions(again.planned, by=adam) == 0
    assert AuditEntry.objects.filter(verb=AuditVerb.INSTITUTIONS_IMPORTED).count() == 1


def test_a_number_tells_who_is_who(adam: User) -> None:
    import_institutions(check(SCHOOL).planned, by=adam)
    slug = Institution.objects.get().slug

    renamed = check("12345;Szkoła Podstawowa im. Reymonta w Buku;;;;;")
    import_institutions(renamed.planned, by=adam)

    school = Institution.objects.get()
    assert school.name == "Szkoła Podstawowa im. Reymonta w Buku"
    assert (school.town, school.terc, school.slug) == ("Buk", "0204011", slug)


def test_who_had_no_number_gets_one_by_name(adam: User, school: Institution) -> None:
    checked = check(f"777;{school.name};;szkoła podstawowa;;;")
    import_institutions(checked.planned, by=adam)

    school.refresh_from_db()
    assert school.rspo == "777"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (";Szkoła Podstawowa w Lesie;;;;;", "Brakuje numeru RSPO"),
        ("12a;Szkoła Podstawowa w Lesie;;;;;", "nie jest numer RSPO: 12a"),
        ("99;;;przedszkole;;;", "Brakuje nazwy"),
        ("99;Basen;;pływalnia;;;", "Nieznany typ: pływalnia"),
        ("99;Zespół Szkół w Lesie;;Zespół szkół;;;", "Zespół szkół to nie placówka"),
        ("99;Przedszkole w Lesie;;;;204011;", "0204011?"),
        (f"99;Przedszkole {'w' * 200};;;;;", "Za długie: nazwa"),
        ("99;Przedszkole;;;;;;;;9", "Komórek jest więcej"),
        (SCHOOL, "w wierszu 2"),
        ("99;Szkoła Podstawowa w Buku;;;;;", "w wierszu 2"),
    ],
)
def test_a_bad_line_is_named_and_the_rest_stays_good(line: str, why: str) -> None:
    checked = check(SCHOOL, line)

    assert [each.number for each in checked.planned] == [2]
    (refused,) = checked.refused
    assert refused.number == 3
    assert why in refused.reason


def test_a_name_with_another_number_is_somebody_else(adam: User) -> None:
    import_institutions(check(SCHOOL).planned, by=adam)

    checked = check("99;Szkoła Podstawowa w Buku;;;;;")

    assert "inny numer RSPO: 12345" in checked.refused[0].reason


def test_two_of_one_short_name_have_two_addresses(adam: User) -> None:
    lines = ["1;Przedszkole A;P;;;;", "2;Przedszkole B;P;;;;"]
    import_institutions(check(*lines).planned, by=adam)

    assert set(Institution.objects.values_list("slug", flat=True)) == {"p", "p-2"}


def test_headings_of_the_national_register_are_understood() -> None:
    heading = "Numer RSPO,Typ,Nazwa,Kod terytorialny gmina,Gmina,Miejscowość"
    line = '15,Przedszkole,"Przedszkole nr 1, Buk",0204011,Buk,Buk'

    checked = check_institutions(f"{heading}\n{line}".encode())

    assert checked.planned[0].row.terc == "0204011"
    assert checked.ignored == ("Gmina",)


@pytest.mark.parametrize("data", [b"", b"a;b\n1;2", b"PK\x03\x04", b"\xff\xfe\x00"])
def test_what_is_no_table_of_institutions_is_refused_whole(data: bytes) -> None:
    with pytest.raises(UnreadableTable):
        check_institutions(data)
