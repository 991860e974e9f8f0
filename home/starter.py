"""The demonstration's best materials as the start of a real bank."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actions.audit import record
from accounts.models import AuditVerb, User
from bank.actions.starter import Removed, add_starter, remove_starter, starter_author
from bank.models import Kind, Material
from home.demo import content
from home.demo.content import Table
from home.demo.files import attached_files
from home.demo.material_texts import words_of
from home.models import News
from network.models import Post

LOAD = "home.load_starter"
_OPEN = {"public", "signed_in"}
# Classes and clubs of the invented gmina, who did not make this for a real one.
_INVENTED = ("child_authors",)

Show = Callable[[list[Table]], Iterable[Table]]


def starter_tables() -> list[Table]:
    """Give what was published in the demonstration for everybody there."""
    return [
        table
        for table in content.materials()
        if table["state"] == "published" and table["visibility"] in _OPEN
    ]


def load_starter(*, by: User | None, show: Show = iter) -> int:
    """Put the starter materials in; those that are in stay. Gives how many are new."""
    author = starter_author()
    added = 0
    for table in show(starter_tables()):
        words = {k: v for k, v in table.items() if k not in _INVENTED}
        files = attached_files(words, owner=author)
        data = {**words_of(words), "attachments": files}
        kind = Kind(table["kind"])
        added += bool(add_starter(table["key"], kind, data=data, author=author, by=by))
    if added:
        record(AuditVerb.STARTER_CHANGED, actor=by, detail=f"+{added}")
    return added


@transaction.atomic
def take_starter_out(*, by: User | None) -> Removed:
    """Take out what nobody has touched or spoken of."""
    removed = remove_starter(in_use=_spoken_of())
    if removed.count:
        record(AuditVerb.STARTER_CHANGED, actor=by, detail=f"-{removed.count}")
    return removed


def _spoken_of() -> dict[int, str]:
    """Find materials that a topic or a piece of news links to, and say so."""
    found = {}
    for pk in Material.objects.starter().values_list("pk", flat=True):
        if Post.objects.filter(source__contains=f"/bank/{pk}-").exists():
            found[pk] = _("a topic of a network links to it")
        elif News.objects.filter(body__contains=f"/bank/{pk}-").exists():
            found[pk] = _("a piece of news links to it")
    return found
