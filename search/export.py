"""A list of results as a table: what the reader may see, and no more than a list."""

from collections.abc import Callable
from dataclasses import replace

from django.utils.translation import gettext as _

from accounts.exports.tables import Table
from search.criteria import Criteria
from search.engines import current_engine
from search.exceptions import NoAnswer
from search.permission import audience_of, still_visible
from search.ranges import bounds
from search.retrieval import Narrowing, retrieve
from search.service import search
from search.sources import Card, Reader
from search.synonyms import current_synonyms

MOST_ROWS = 10_000


def table_of_results(
    criteria: Criteria, user: Reader, absolute: Callable[[str], str]
) -> Table:
    """List what a search finds for `user`, as the page of results would."""
    cards = _cards(criteria, user)
    return Table(
        _("search results"),
        [_("Title"), _("What it is"), _("In short"), _("Facts"), _("Address")],
        (
            (
                each.title,
                each.kind,
                each.summary,
                ", ".join(each.facts),
                absolute(each.url),
            )
            for each in cards
        ),
    )


def _cards(criteria: Criteria, user: Reader) -> list[Card]:
    narrowing = Narrowing(
        audience_of(user),
        criteria.narrowing,
        sort=criteria.sort,
        limit=1,
        may_repair=not criteria.exact,
        synonyms=current_synonyms(),
        ranges=bounds(criteria.ranges),
        order=criteria.order,
    )
    engine = current_engine()
    try:
        found = retrieve(engine, criteria.text, narrowing)
        hits = list(engine.walk(replace(found.request, limit=MOST_ROWS)))
    except NoAnswer:  # then the page answers by title
        return [row.card for row in search(criteria, user).rows]
    return [hit.card for hit in still_visible(hits, user)]
