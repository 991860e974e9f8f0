"""What `search` finds of people, news and editorial pages."""

from accounts import changes
from home.actions.indexing import person_changed
from home.searchable.news import NewsSource
from home.searchable.pages import PageSource
from home.searchable.people import PersonSource
from search.sources import register


def register_sources() -> None:
    """Make them known, and have search hear of people; called once at the start."""
    for source in (PersonSource(), NewsSource(), PageSource()):
        register(source)
    changes.register(person_changed)
