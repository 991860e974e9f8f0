import datetime

import pytest

from bank.actions.vocabularies import load_vocabularies
from bank.models import (
    ClassYear,
    CurriculumNode,
    CurriculumVersion,
    KeyCompetence,
    License,
    Subject,
    SubjectYear,
)
from bank.school_year import SchoolYear

pytestmark = pytest.mark.django_db


def test_loading_again_changes_nothing() -> None:
    before = [m.objects.count() for m in (Subject, SubjectYear, CurriculumNode)]

    load_vocabularies()

    after = [m.objects.count() for m in (Subject, SubjectYear, CurriculumNode)]
    assert after == before


@pytest.mark.parametrize(
    ("class_code", "start", "text"),
    [
        ("k1", 2025, "PP2017/SP"),
        ("k1", 2026, "PP2026/SP"),
        ("k4", 2026, "PP2026/SP"),
        ("k5", 2026, "PP2017/SP"),
        ("k5", 2027, "PP2026/SP"),
        ("k8", 2029, "PP2017/SP"),
        ("k8", 2030, "PP2026/SP"),
    ],
)
def test_each_class_follows_one_text(class_code: str, start: int, text: str) -> None:
    versions = CurriculumVersion.objects.applying_to(
        ClassYear.objects.get(code=class_code), year=SchoolYear(start)
    )

    assert [v.code for v in versions] == [text]


@pytest.mark.parametrize(
    ("subject", "class_code", "start", "taught"),
    [
        ("przyroda", "k4", 2026, True),
        ("przyroda", "k5", 2026, False),
        ("przyroda", "k5", 2027, True),
        ("geografia", "k5", 2026, True),
        ("geografia", "k5", 2027, False),
        ("technika", "k4", 2026, False),
        ("zajecia-praktyczno-techniczne", "k4", 2026, True),
        ("wos", "k8", 2029, True),
        ("edukacja-obywatelska", "k8", 2030, True),
        ("wdz", "k6", 2025, False),
        ("edukacja-zdrowotna", "k6", 2025, True),
    ],
)
def test_subject_is_taught_when_the_law_says(
    subject: str, class_code: str, start: int, taught: bool
) -> None:
    classes = [ClassYear.objects.get(code=class_code)]

    found = Subject.objects.taught_in(classes, year=SchoolYear(start))

    assert found.filter(code=subject).exists() == taught


def test_lists_are_whole() -> None:
    assert KeyCompetence.objects.count() == 8
    assert ClassYear.objects.count() == 12
    assert not License.objects.get(code="tylko-bank").allows_public
    assert not CurriculumNode.objects.exclude(official_label="").exists()
    assert not Subject.objects.filter(source="").exists()


def test_school_year_runs_from_september() -> None:
    assert str(SchoolYear.containing(datetime.date(2026, 8, 31))) == "2025/2026"
    assert str(SchoolYear.containing(datetime.date(2026, 9, 1))) == "2026/2027"
    assert SchoolYear.parse("2026/2027") == SchoolYear(2026)
    assert datetime.date(2027, 8, 31) in SchoolYear(2026)
    with pytest.raises(ValueError, match="2026/2028"):
        SchoolYear.parse("2026/2028")


def test_class_is_also_named_with_an_arabic_figure() -> None:
    names = {each.code: each.in_figures for each in ClassYear.objects.all()}

    assert (names["k5"], names["k8"], names["p5"]) == ("klasa 5", "klasa 8", "")
