from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from search.engines import current_engine
from search.exceptions import NoAnswer
from search.rebuild import count_documents, rebuild


class Command(BaseCommand):
    help = (
        "Build the search index anew. The old one answers until the new one has "
        "caught up. Safe to run at any time."
    )

    def handle(self, **options: Any) -> None:
        try:
            with tqdm(total=count_documents(), unit="doc", disable=None) as bar:
                number = rebuild(current_engine(), bar.update)
        except NoAnswer as error:
            raise CommandError(f"The search engine does not answer: {error}") from error
        self.stdout.write(f"reindex: {number} document(s) indexed")
