"""Words of links, judged as somebody hears them read one after another."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from home.content.problems import Problem, ProblemKind

# Of the language of the texts, not of the interface.
_VAGUE = frozenset(
    {
        *("tu", "tutaj", "link", "klik", "kliknij", "kliknij tu", "kliknij tutaj"),
        *("kliknij link", "pod linkiem", "pod tym linkiem", "ten link", "zobacz"),
        *("zobacz tutaj", "więcej", "czytaj więcej", "czytaj dalej", "dalej"),
        *("dowiedz się więcej", "więcej informacji", "szczegóły", "strona"),
        *("otwórz", "pobierz", "plik", "załącznik", "here", "click here", "more"),
        *("zobacz więcej", "przejdź", "sprawdź", "na stronie", "na tej stronie"),
    }
)
_BARE = ("http://", "https://", "www.")


@dataclass(frozen=True)
class Link:
    text: str
    target: str


def problems_of_links(links: Iterable[Link]) -> Iterator[Problem]:
    targets: dict[str, set[str]] = defaultdict(set)
    for link in links:
        words = " ".join(link.text.split())
        plain = words.strip(" .,:;!?…„”\"'()[]>»→").lower()
        if plain.startswith(_BARE):
            yield Problem(ProblemKind.BARE_LINK, words)
        elif not plain or plain in _VAGUE:
            yield Problem(ProblemKind.VAGUE_LINK, words or link.target)
        else:
            targets[plain].add(link.target)
    for plain, places in targets.items():
        if len(places) > 1:
            yield Problem(ProblemKind.SAME_LINKS, plain)
