from search.models.alerts import Alert, AlertQuerySet
from search.models.arrivals import Arrival, ArrivalLog, Sighting
from search.models.changes import Change, ChangeQuerySet
from search.models.endings import (
    ENOUGH,
    LAST_PLACE,
    LONGEST_UNMET,
    Ending,
    EndingDay,
    UnmetMark,
    UnmetQuery,
    UnmetWeek,
)
from search.models.needs import (
    MEANING_LENGTH,
    NEED_LENGTH,
    WORD_LENGTH,
    Need,
    NeedQuerySet,
    NeedVoice,
    Synonym,
)
from search.models.saved import NAME_LENGTH, SavedSearch, SavedSearchQuerySet, next_look

__all__ = [
    "ENOUGH",
    "LAST_PLACE",
    "LONGEST_UNMET",
    "MEANING_LENGTH",
    "NAME_LENGTH",
    "NEED_LENGTH",
    "WORD_LENGTH",
    "Alert",
    "AlertQuerySet",
    "Arrival",
    "ArrivalLog",
    "Change",
    "ChangeQuerySet",
    "Ending",
    "EndingDay",
    "Need",
    "NeedQuerySet",
    "NeedVoice",
    "SavedSearch",
    "SavedSearchQuerySet",
    "Sighting",
    "Synonym",
    "UnmetMark",
    "UnmetQuery",
    "UnmetWeek",
    "next_look",
]
