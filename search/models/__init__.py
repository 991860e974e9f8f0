from search.models.changes import Change, ChangeQuerySet
from search.models.needs import (
    MEANING_LENGTH,
    NEED_LENGTH,
    WORD_LENGTH,
    Need,
    NeedQuerySet,
    NeedVoice,
    Synonym,
)

__all__ = [
    "MEANING_LENGTH",
    "NEED_LENGTH",
    "WORD_LENGTH",
    "Change",
    "ChangeQuerySet",
    "Need",
    "NeedQuerySet",
    "NeedVoice",
    "Synonym",
]
