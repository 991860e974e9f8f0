"""The news of the demonstration."""

from functools import partial

from django.utils import timezone

from home.actions.news import NewsText, write_news
from home.demo.content import Table, news
from home.demo.files import attached_files, shown_picture
from home.demo.stage import Stage
from home.models import NewsAudience


def plan_news(stage: Stage) -> None:
    for table in news():
        stage.plan(partial(_write, stage, table), days=table["days_ago"])


def _write(stage: Stage, table: Table) -> None:
    author = stage.people[table["author"]]
    text = NewsText(
        title=table["title"],
        lead=table["lead"],
        body=table["body"].strip(),
        published_on=timezone.localdate(),
        audience=NewsAudience(table["audience"]),
        institution=stage.institutions.get(table.get("institution", "")),
        picture=shown_picture(table, owner=author),
        attachments=[attached.file for attached in attached_files(table, owner=author)],
    )
    write_news(text, author=author)
