from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.checking import compare
from search.engines import current_engine
from search.exceptions import EngineUnavailable, IndexMissing


class Command(BaseCommand):
    help = (
        "Compare the search index with the database, document by document. "
        "Ends with an error when they differ."
    )

    def handle(self, **options: Any) -> None:
        try:
            found = compare(current_engine())
        except IndexMissing as error:
            raise CommandError("There is no index; run `manage.py reindex`.") from error
        except EngineUnavailable as error:
            raise CommandError(f"The search engine does not answer: {error}") from error
        for source, number in found.counts.items():
            self.stdout.write(f"checkindex: {source}: {number} document(s)")
        if not found.agrees:
            raise CommandError(
                f"checkindex: {len(found.missing)} missing, {len(found.stale)} stale, "
                f"{len(found.surplus)} surplus; {found.waiting} change(s) waiting"
            )
        self.stdout.write(f"checkindex: in order; {found.waiting} change(s) waiting")
