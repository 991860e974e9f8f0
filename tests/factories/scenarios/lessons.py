"""What the scenarios say: invented lessons, in the words of Polish teachers."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Lesson:
    """A scenario and what must be recognised in it."""

    title: str
    subject: str  # as written
    subject_code: str
    classes: str  # as written
    class_codes: tuple[str, ...]
    time: str  # as written
    minutes: int
    goals: tuple[str, ...]
    criteria: tuple[str, ...]
    methods: str
    method_codes: tuple[str, ...]
    forms: str
    form_codes: tuple[str, ...]
    aids: str
    steps: tuple[tuple[str, int, str], ...]  # title, minutes, what happens
    evaluation: str = ""
    homework: str = ""
    source: str = "A. Nowak, Lekcje przy stole, Brzezina 2019"  # fits no field
    more: tuple[str, ...] = field(default=())


FRACTIONS = Lesson(
    title="Ułamki na pizzy – dodawanie ułamków o różnych mianownikach",
    subject="matematyka",
    subject_code="matematyka",
    classes="V",
    class_codes=("k5",),
    time="45 minut",
    minutes=45,
    goals=(
        "sprowadza ułamki do wspólnego mianownika",
        "dodaje ułamki o różnych mianownikach",
        "sprawdza wynik na modelu z papieru",
    ),
    criteria=(
        "Potrafię znaleźć wspólny mianownik dwóch ułamków.",
        "Umiem wyjaśnić koledze, dlaczego mianowników nie dodajemy.",
    ),
    methods="pogadanka, burza mózgów, ćwiczenia praktyczne",
    method_codes=("pogadanka", "burza-mozgow", "cwiczenia"),
    forms="praca w parach, praca zbiorowa",
    form_codes=("w-parach", "zbiorowa"),
    aids="papierowe pizze, nożyczki, karty pracy",
    steps=(
        (
            "Faza wprowadzająca",
            10,
            "Nauczyciel pyta, jak podzielić pizzę na sześć osób.",
        ),
        ("Faza realizacyjna", 25, "Uczniowie składają kawałki i zapisują działania."),
        ("Faza podsumowująca", 10, "Każdy kończy zdanie: dziś zrozumiałem, że…"),
    ),
    evaluation="Uczniowie zaznaczają na termometrze, jak poradzili sobie z zadaniami.",
    homework="Zadanie 4 ze strony 87.",
)
WATER = Lesson(
    title="Skąd się bierze deszcz? Obieg wody w przyrodzie",
    subject="przyroda",
    subject_code="przyroda",
    classes="klasa IV",
    class_codes=("k4",),
    time="2 godziny lekcyjne",
    minutes=90,
    goals=(
        "wymienia stany skupienia wody",
        "wyjaśnia, jak powstaje chmura",
        "rysuje schemat obiegu wody",
    ),
    criteria=(
        "Wymienię trzy stany skupienia wody.",
        "Narysuję i opiszę obieg wody.",
    ),
    methods="doświadczenie, pogadanka",
    method_codes=("doswiadczenie", "pogadanka"),
    forms="grupowa, indywidualna",
    form_codes=("grupowa", "indywidualna"),
    aids="słoik, gorąca woda, lód, folia spożywcza",
    steps=(
        ("Wprowadzenie do tematu", 15, "Rozmowa o wczorajszej ulewie."),
        ("Chmura w słoiku", 40, "Grupy wykonują doświadczenie i notują obserwacje."),
        ("Plakat", 25, "Uczniowie rysują obieg wody."),
        ("Podsumowanie", 10, "Runda bez przymusu."),
    ),
    evaluation="Ankieta z trzema buźkami.",
    homework="Zapytać dziadków, jak dawniej przewidywano pogodę.",
)
POEM = Lesson(
    title="Jak wiersz maluje zimę",
    subject="język polski",
    subject_code="polski",
    classes="VI b",
    class_codes=("k6",),
    time="45 min",
    minutes=45,
    goals=(
        "wskazuje w wierszu epitety i porównania",
        "tłumaczy własnymi słowami nastrój utworu",
    ),
    criteria=(
        "Wskażę w wierszu dwa epitety.",
        "Napiszę jedno własne porównanie.",
    ),
    methods="praca z tekstem, drama",
    method_codes=("praca-z-tekstem", "drama"),
    forms="indywidualna, w grupach",
    form_codes=("indywidualna", "grupowa"),
    aids="kserokopie wiersza, farby, białe kartki",
    steps=(
        ("Czynności organizacyjne", 5, "Sprawdzenie obecności i przypomnienie zasad."),
        ("Czytanie wiersza", 15, "Głośne czytanie i szukanie środków stylistycznych."),
        ("Scenka bez słów", 15, "Grupy pokazują wiersz gestem."),
        ("Zakończenie", 10, "Odczytanie własnych porównań."),
    ),
    evaluation="Uczniowie rzucają śnieżkami z papieru do kosza „umiem” albo „jeszcze nie”.",
)
SHOP = Lesson(
    title="Bawimy się w sklep",
    subject="edukacja matematyczna",
    subject_code="edukacja-wczesnoszkolna",
    classes="II",
    class_codes=("k2",),
    time="60 minut",
    minutes=60,
    goals=(
        "liczy pieniądze w zakresie 100 zł",
        "oblicza resztę z 20 zł",
    ),
    criteria=(
        "Policzę, ile zapłacę za trzy rzeczy.",
        "Sprawdzę, czy reszta się zgadza.",
    ),
    methods="gra dydaktyczna, ćwiczenia",
    method_codes=("gra-dydaktyczna", "cwiczenia"),
    forms="w parach, zbiorowa",
    form_codes=("w-parach", "zbiorowa"),
    aids="monety i banknoty z papieru, puste opakowania, metki",
    steps=(
        ("Powitanie w kręgu", 10, "Piosenka i pytanie: co kupiliście w sobotę?"),
        ("Zakupy", 35, "Dzieci na zmianę sprzedają i kupują."),
        ("Sprzątamy sklep", 15, "Porządkowanie i rozmowa o trudnościach."),
    ),
)
GARDEN = Lesson(
    title="Wiosna w naszym ogrodzie",
    subject="wychowanie przedszkolne",
    subject_code="wychowanie-przedszkolne",
    classes="5-latki",
    class_codes=("p5",),
    time="30 minut",
    minutes=30,
    goals=(
        "nazywa trzy wiosenne kwiaty",
        "przelicza nasiona do dziesięciu",
        "czeka na swoją kolej",
    ),
    criteria=("Dziecko samo sadzi cebulkę.", "Dziecko nazywa trzy kwiaty."),
    methods="pogadanka, gra dydaktyczna",
    method_codes=("pogadanka", "gra-dydaktyczna"),
    forms="indywidualna, zbiorowa",
    form_codes=("indywidualna", "zbiorowa"),
    aids="cebulki żonkili, doniczki, ziemia, obrazki kwiatów",
    steps=(
        ("Wstęp", 5, "Dzieci słuchają odgłosów ogrodu."),
        ("Część główna", 20, "Sadzenie cebulek i liczenie nasion."),
        ("Zakończenie", 5, "Zabawa ruchowa „Rosnę jak kwiat”."),
    ),
    evaluation="Dzieci przypinają słoneczko albo chmurkę.",
)
