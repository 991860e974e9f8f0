from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from search.engines import ELASTICSEARCH, NAMES, chosen_name, scratch_engine
from search.evaluation import JudgedSet, Score, evaluate, index, read_judged_set
from search.exceptions import BadJudgedSet, NoAnswer


class Command(BaseCommand):
    help = (
        "Score a judged set in a scratch index: corpus.jsonl {id, title, text}, "
        "queries.jsonl {id, text}, qrels.tsv (query, document, 1)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="Folder with the three files.")
        parser.add_argument(
            "--engine", choices=NAMES, help="Which engine; that of the settings."
        )

    def handle(self, **options: Any) -> None:
        name = options["engine"] or chosen_name()
        if name == ELASTICSEARCH and not settings.ELASTICSEARCH_URL:
            raise CommandError("Set ELASTICSEARCH_URL to the address of a cluster.")
        try:
            judged = read_judged_set(options["folder"])
        except BadJudgedSet as error:
            raise CommandError(str(error)) from error
        if not any(judged.relevant.get(name) for name in judged.queries):
            raise CommandError("No question has a judged answer.")
        try:
            score = _score(name, judged)
        except NoAnswer as error:
            raise CommandError(f"The search engine does not answer: {error}") from error
        self.stdout.write(
            f"searcheval: {score.queries} queries over {len(judged.documents)} "
            f"documents, {name}\n"
            f"nDCG@10    {score.ndcg:.4f}\n"
            f"MRR@10     {score.mrr:.4f}\n"
            f"Recall@10  {score.recall:.4f}\n"
            f"ms/query   {score.milliseconds:.2f}"
        )


def _score(name: str, judged: JudgedSet) -> Score:
    with scratch_engine(name) as engine:
        with tqdm(total=len(judged.documents), unit="doc", disable=None) as bar:
            index(engine, judged, bar.update)
        return evaluate(engine, judged)
