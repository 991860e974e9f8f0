"""Search at scale: the whole page, the engine, suggestions, building and changing.

`GBW_DATA=/scratch python -m benchmarks.search.scale [documents]` – 10,000 by default. The
first run fills the scratch folder with 10,000 materials; an index is built for each
number of documents asked for. `KEEP_INDEX=1` measures one that is there already.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from accounts.models import Institution, User
from accounts.models.audience import audience_tokens
from bank.models import Material, Visibility
from benchmarks.pages.gmina import TEACHER
from benchmarks.pages.materials import write_materials
from benchmarks.search.changes import measure_changes
from benchmarks.search.latency import ours, queries, raw, timed
from benchmarks.search.reading import measure_pages, measure_suggestions, table
from benchmarks.server import Server, signed_in
from benchmarks.site import DOCUMENTS
from search.engines import current_engine
from search.models import Change
from search.sources import facets
from tests import crowd

MATERIALS, INSTITUTIONS = 10_000, 60
# Of twenty materials, so many are for one institution only.
OF_TWENTY = 3


def prepare() -> None:
    """Fill the database once: materials of every audience."""
    call_command("migrate", verbosity=0)
    call_command("demo", if_empty=True)
    if Material.objects.count() >= MATERIALS:
        return
    crowd.add_institutions(INSTITUTIONS)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "materials.jsonl"
        write_materials(path, MATERIALS)
        call_command("importmaterials", path, owner="moderator@demo.example")
    for place, school in enumerate(Institution.objects.all()):
        chosen = range(place * 20, MATERIALS, INSTITUTIONS * 20 // OF_TWENTY)
        Material.objects.filter(pk__in=chosen).update(
            institution=school,
            visibility=Visibility.INSTITUTION,
            visibility_institution=school,
        )


def build() -> None:
    """Have another process build the index, and say what it took.

    What waits since an earlier run is in it, and would weigh on every page.
    """
    Change.objects.waiting().update(indexed_at=timezone.now())
    command = [sys.executable, "-m", "benchmarks.search.build"]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)  # noqa: S603
    told = json.loads(done.stdout)
    number, cpu = told["documents"], told["cpu"]
    net = cpu - told["made"] * number
    print(
        f"{number} documents: {told['wall']:.0f} s, {cpu:.0f} s of CPU, "
        f"{number / cpu:.0f} a CPU second with reading them from the database, "
        f"{number / net:.0f} without; {told['size'] / 1e6:.0f} MB on disk, "
        f"writer's memory at most {told['peak']:.0f} MB"
    )


def measure_engine() -> None:
    """Our part of a search next to Tantivy alone, in this process, by CPU."""
    engine, audience = current_engine(), audience_tokens(_teacher())
    listed = [key for key, facet in facets().items() if facet.listed]
    folder = Path(settings.SEARCH_INDEX_DIR)
    rows: list[tuple[str, Sequence[float]]] = []
    for kind, texts in queries().items():
        mine = timed(ours(engine, audience, listed), texts)
        theirs = timed(raw(engine, folder, audience, listed), texts)
        ratio = sum(mine) / sum(theirs)
        rows += [(f"{kind}, ours {ratio:.2f} ×", mine), (f"{kind}, raw", theirs)]
    table("engine, CPU ms", rows)


def _teacher() -> User:
    teacher: User = User.objects.get(email=TEACHER)
    return teacher


def main() -> None:
    prepare()
    print(f"{DOCUMENTS} documents, load {os.getloadavg()[0]:.1f}")
    if "KEEP_INDEX" not in os.environ:
        build()
    measure_engine()
    server, cookie = Server(), signed_in(TEACHER)
    try:
        measure_pages(server, cookie)
        measure_suggestions(server, cookie)
        measure_changes(server, cookie)
        print(
            f"web process: {server.memory():.0f} MB, {server.own_memory():.0f} MB "
            f"without files; load {os.getloadavg()[0]:.1f}"
        )
    finally:
        server.stop()


if __name__ == "__main__":
    if not DOCUMENTS:
        # The settings ask for the number, and so does every process begun from here.
        os.environ["BENCHMARK_DOCUMENTS"] = [*sys.argv[1:], "10000"][0]
        os.execv(sys.executable, sys.orig_argv)  # noqa: S606
    main()
