import tempfile
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from search.engines import scratch_engine
from search.evaluation import evaluate, index, read_judged_set
from search.exceptions import BadJudgedSet


class Command(BaseCommand):
    help = (
        "Score a judged set in a scratch index: corpus.jsonl {id, title, text}, "
        "queries.jsonl {id, text}, qrels.tsv (query, document, 1)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="Folder with the three files.")

    def handle(self, **options: Any) -> None:
        try:
            judged = read_judged_set(options["folder"])
        except BadJudgedSet as error:
            raise CommandError(str(error)) from error
        if not any(judged.relevant.get(name) for name in judged.queries):
            raise CommandError("No question has a judged answer.")
        with tempfile.TemporaryDirectory(prefix="searcheval-") as folder:
            engine = scratch_engine(Path(folder))
            with tqdm(total=len(judged.documents), unit="doc", disable=None) as bar:
                index(engine, judged, bar.update)
            score = evaluate(engine, judged)
        self.stdout.write(
            f"searcheval: {score.queries} queries over {len(judged.documents)} documents\n"
            f"nDCG@10    {score.ndcg:.4f}\n"
            f"MRR@10     {score.mrr:.4f}\n"
            f"Recall@10  {score.recall:.4f}\n"
            f"ms/query   {score.milliseconds:.2f}"
        )
