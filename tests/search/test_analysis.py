"""What counts as the same word: tables, most of them made by Morfeusz itself."""

from concurrent.futures import ThreadPoolExecutor

import morfeusz2
import pytest

from search import analysis

LEMMAS = """
ułamek scenariusz ćwiczenie łąka matematyka uczeń nauczyciel szkoła książka zeszyt dziecko
rodzic klasa lekcja zadanie ocena gra zabawa kostka plansza liczba trójkąt koło prostokąt
pole obwód dodawanie mnożenie język czytanie wiersz bajka opowiadanie historia powstanie król
wojna miasto rzeka góra las drzewo kwiat ptak owad pszczoła pogoda deszcz śnieg eksperyment
doświadczenie woda powietrze światło prąd magnes komputer program robot muzyka piosenka taniec
obraz farba kredka teatr sport piłka bieg zdrowie jedzenie pies kot koń dzień noc rok miesiąc
czytać pisać liczyć mnożyć dzielić rysować śpiewać grać uczyć myśleć mówić słuchać
dobry mały wielki zielony czerwony trudny łatwy ciekawy polski szkolny wiosenny
""".split()  # noqa: SIM905 - a table reads better as text

TRICKY_PAIRS = [
    ("uczeń", "uczony"),
    ("powstanie", "powstawać"),
    ("zamek", "zamach"),
    ("bajka", "bajt"),
    ("kosz", "koszt"),
    ("lekcja", "lektura"),
    ("miara", "miasto"),
    ("pole", "polityka"),
    ("klasa", "klasyka"),
    ("liczba", "licznik"),
    ("ocena", "ocean"),
    ("las", "laska"),
    ("kot", "kotlet"),
    ("rok", "rokowanie"),
    ("zima", "zimno"),
    ("gra", "grabie"),
    ("król", "królik"),
    ("droga", "drożdże"),
    ("mapa", "małpa"),
    ("dom", "domena"),
    ("port", "portret"),
    ("baza", "bazar"),
    ("wiek", "wieko"),
    ("rzeka", "rzecz"),
    ("list", "liść"),
    ("kwiat", "kwit"),
    ("prawo", "prawda"),
    ("wojna", "wojownik"),
    ("teatr", "temat"),
    ("pisać", "pismo"),
    ("zabawa", "zabawka"),
    ("piec", "pies"),
    ("farba", "farma"),
    ("sport", "spór"),
]


def _forms_with_lemmas() -> list[tuple[str, str]]:
    morfeusz = morfeusz2.Morfeusz(analyse=False)
    return [
        (form.lower(), lemma)
        for lemma in LEMMAS
        for form, _, tag, *_ in morfeusz.generate(lemma)
        if not tag.startswith("brev") and " " not in form
    ]


def test_inflected_forms_find_their_lemma() -> None:
    table = _forms_with_lemmas()

    found = [analysis.fold(lemma) in analysis.word(form).terms for form, lemma in table]

    assert len(found) > 2000
    assert sum(found) / len(found) >= 0.99


def test_different_words_stay_apart() -> None:
    merged = [
        (one, other)
        for one, other in TRICKY_PAIRS
        if set(analysis.word(one).terms) & set(analysis.word(other).terms)
    ]

    assert len(merged) <= 1, merged


@pytest.mark.parametrize(
    ("form", "term"),
    [
        ("ułamków", "ulamek"),
        ("krakowa", "krakow"),
        ("psa", "pies"),
        ("zrobiłbym", "zrobic"),
        ("xix", "xix"),
        ("2026", "2026"),
        ("najlepszego", "dobry"),
    ],
)
def test_form_becomes_its_term(form: str, term: str) -> None:
    assert term in analysis.word(form).terms


def test_unknown_forms_of_one_name_meet() -> None:
    assert analysis.word("smerfów").terms == analysis.word("smerfami").terms


def test_decomposed_and_full_width_letters_are_the_usual_ones() -> None:
    decomposed = "l\u0301\u0105k".replace("l\u0301", "ł")

    words = analysis.words(analysis.clean(f"Mo\u0301wić ＡＢＣ {decomposed}i"))

    assert [word.form for word in words] == ["mówić", "abc", "łąki"]


def test_places_are_those_in_the_text() -> None:
    text = "Żółw, żaba!"

    assert [text[each.start : each.end] for each in analysis.tokens(text)] == [
        "Żółw",
        "żaba",
    ]


def test_threads_agree() -> None:
    forms = [form for form, _ in _forms_with_lemmas()][:1500]
    alone = [analysis.word.__wrapped__(form).terms for form in forms]

    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda form: analysis.word(form).terms, forms * 2))

    assert together == alone * 2
