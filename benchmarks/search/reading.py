"""The results page and suggestions over HTTP, next to the reference page."""

from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

from benchmarks.corpus import words
from benchmarks.search.latency import percentiles, queries
from benchmarks.server import REFERENCE, Answer, Server

ROUNDS = 4
PAGE, SUGGESTIONS = "/szukaj/", "/szukaj/podpowiedzi/"
FILTERS = (("klasa", "k5"), ("przedmiot", "matematyka"))


def measure_pages(server: Server, cookie: str) -> None:
    """Ask for every page just after the reference, so that both meet the same load."""
    asked = {
        kind: [[("q", text)] for text in texts] for kind, texts in queries().items()
    }
    asked["frequent, two filters"] = [[*each, *FILTERS] for each in asked["frequent"]]
    asked["no words"] = [[]]
    print(
        f"{'page, ms':32}{'clock p50, p95, p99':29}{'CPU p50, p95, p99':29}× reference"
    )
    for kind, every in asked.items():
        found, references = _pairs(server, cookie, every)
        ratio = sum(each.cpu for each in found) / sum(each.cpu for each in references)
        print(f"{kind:30}{_both(found)}{ratio:9.2f}")
    print(f"{'reference':30}{_both(references)}")
    print(f"by the whole process's CPU: {_whole(server, cookie):.2f} × reference")


def measure_suggestions(server: Server, cookie: str) -> None:
    forms = words().forms
    common = [form for form in forms[:3000] if len(form) > len("słowo")]
    typed = {
        "two letters": sorted({form[:2] for form in common})[:200],
        "three letters": [form[:3] for form in common[:100]],
        "all but the last": [form[:-1] for form in common[:100]],
        "rare, all but the last": [form[:-1] for form in forms[-2000:-1900]],
        "two words": [f"{form} {form[:3]}" for form in common[:100]],
    }
    rows = []
    for kind, texts in typed.items():
        for text in texts[:5]:
            server.expect(f"{SUGGESTIONS}?{urlencode({'q': text})}", cookie)
        answers = [
            server.expect(f"{SUGGESTIONS}?{urlencode({'q': text})}", cookie)
            for text in texts
        ]
        rows.append((kind, [each.seconds for each in answers]))
    table("suggestions, clock ms", rows)


def table(title: str, rows: Iterable[tuple[str, Sequence[float]]]) -> None:
    print(f"{title:32}{'p50, p95, p99'}")
    for name, times in rows:
        print(f"{name:30}{percentiles(times)}")


def _pairs(
    server: Server, cookie: str, every: Sequence[Sequence[tuple[str, str]]]
) -> tuple[list[Answer], list[Answer]]:
    found, references = [], []
    for turn in range(ROUNDS):
        for parameters in every:
            reference = server.expect(REFERENCE, cookie)
            answer = server.expect(f"{PAGE}?{urlencode(parameters)}", cookie)
            if turn:  # the first round warms up
                found.append(answer)
                references.append(reference)
    return found, references


def _both(answers: Sequence[Answer]) -> str:
    clock = percentiles([each.seconds for each in answers])
    return f"{clock}  {percentiles([each.cpu for each in answers])}"


def _whole(server: Server, cookie: str) -> float:
    """Compare by the CPU of the process, reading and writing of sockets included."""
    addresses = [
        f"{PAGE}?{urlencode({'q': text})}"
        for texts in queries().values()
        for text in texts
    ]
    started = server.cpu()
    for _ in addresses * 2:
        server.expect(REFERENCE, cookie)
    halfway = server.cpu()
    for address in addresses * 2:
        server.expect(address, cookie)
    return (server.cpu() - halfway) / (halfway - started)
