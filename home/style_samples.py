"""Made-up content for the style page, chosen to be awkward."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.utils import timezone

_LONG = (
    "Konstantynopolitańczykowianeczka, czyli najdłuższe tytuły scenariuszy "
    "o dziewięćdziesięciodziewięciokilometrowych wycieczkach przyrodniczych"
)


class SampleForm(forms.Form):
    """One field of every kind."""

    title = forms.CharField(
        label="Tytuł",
        max_length=120,
        help_text="Powiedz, co uczniowie zrobią. Tak szukają inni.",
    )
    summary = forms.CharField(
        label="Jedno zdanie o materiale",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    subject = forms.ChoiceField(
        label="Przedmiot",
        choices=[("", "Wybierz"), ("mat", "Matematyka"), ("prz", "Przyroda")],
    )
    minutes = forms.IntegerField(label="Czas w minutach", required=False)
    forms_of_work = forms.MultipleChoiceField(
        label="Formy pracy",
        choices=[("a", "w parach"), ("b", "w grupach"), ("c", _LONG)],
        widget=forms.CheckboxSelectMultiple,
    )
    visibility = forms.ChoiceField(
        label="Kto zobaczy",
        choices=[("p", "wszyscy"), ("s", "zalogowani")],
        widget=forms.RadioSelect,
        required=False,
    )
    rights = forms.BooleanField(label="Mam prawo udostępnić ten materiał")
    attachment = forms.FileField(label="Plik", required=False)


def _step(minutes: int, title: str, description: str) -> SimpleNamespace:
    return SimpleNamespace(minutes=minutes, title=title, description=description)


def _events(now: datetime) -> list[SimpleNamespace]:
    return [
        SimpleNamespace(
            tone=tone, title=title, at=now - timedelta(days=days), who=who, text=text
        )
        for days, tone, title, who, text in [
            (0, "good", "Opublikowano wersję 2", "Renata Lis", ""),
            (2, "bad", "Odesłano do poprawy", "Renata Lis", "Podaj czas kroków."),
            (3, "wait", "Zgłoszono do recenzji", "Maria Nowak", ""),
        ]
    ]


def _lesson() -> dict[str, Any]:
    parts = [
        SimpleNamespace(kind="part", x=x, width=width)
        for x, width in [(0, 108), (111, 264), (378, 218), (599, 287), (889, 111)]
    ]
    return {
        "steps": [
            _step(5, "Wejście: pół czekolady", "Pokaż tabliczkę i zapytaj."),
            _step(12, _LONG, "W parach uczniowie składają krążki.\n" * 4),
            _step(0, "Krok bez minut", ""),
        ],
        "bar": SimpleNamespace(parts=parts, label="45 minut: 5, 12, 10, 13, 5"),
        "events": _events(timezone.now()),
    }


def _links() -> dict[str, Any]:
    tabs = [("Materiały", True, 18), ("Dyskusje", False, 0), ("Osoby", False, None)]
    return {
        "chips": [
            SimpleNamespace(label=label, url="#chips")
            for label in ["Matematyka", "klasa V", _LONG]
        ],
        "tabs": [
            SimpleNamespace(label=label, url="#tabs", is_current=current, count=count)
            for label, current, count in tabs
        ],
        "files": [
            SimpleNamespace(url="#files", name=name, note=note, size=size)
            for name, note, size in [
                ("pizze-do-wyciecia.pdf", "2 strony", 380_000),
                ("_".join(["bardzo_długa_nazwa_pliku"] * 6) + ".docx", "", 42_000_000),
            ]
        ],
    }


def samples() -> dict[str, Any]:
    """Gather what the parts of the style page show."""
    return {
        "long": _LONG,
        "facts": ["Matematyka", "klasa V", "45 minut", "CC BY-SA 4.0"],
        "states": [
            ("draft", "Szkic"),
            ("waiting", "U moderatora"),
            ("returned", "Do poprawy"),
            ("published", "Opublikowany"),
            ("withdrawn", "Wycofany"),
        ],
        **_lesson(),
        **_links(),
    }
