class SearchError(Exception):
    """Anything that search refuses."""


class SourceRegisteredTwice(SearchError):
    """Two sources claim one key."""


class UnknownSource(SearchError):
    """A key that no app has registered."""


class SynonymExists(SearchError):
    """The word stands for this already."""


class TooManyNeeds(SearchError):
    """Somebody asked for more in one day than a person does."""


class NotWatched(SearchError):
    """No page of ours showed this search, or too long ago."""


class NoAnswer(SearchError):
    """The index cannot be read now; readers get titles from the database."""


class IndexMissing(NoAnswer):
    """There is no index to read, or it was made by another version."""


class EngineUnavailable(NoAnswer):
    """The engine is down, slow, overloaded or refuses to write."""


class IndexBroken(SearchError):
    """The index folder is there and cannot be read."""


class BadJudgedSet(SearchError):
    """A set for `searcheval` that cannot be read; the message says where."""


class EmptySearch(SearchError):
    """There are neither words nor filters to keep."""


class AlreadySaved(SearchError):
    """The same person keeps the same search already, under `name`."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class TooManySaved(SearchError):
    """A person keeps as many searches as they may."""
