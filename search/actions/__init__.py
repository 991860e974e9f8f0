from search.actions.changes import forget_indexed_changes, record_change
from search.actions.needs import (
    MOST_NEEDS_A_DAY,
    answer_need,
    forget_old_voices,
    need_key,
    report_need,
)
from search.actions.synonyms import add_synonym, remove_synonym

__all__ = [
    "MOST_NEEDS_A_DAY",
    "add_synonym",
    "answer_need",
    "forget_indexed_changes",
    "forget_old_voices",
    "need_key",
    "record_change",
    "remove_synonym",
    "report_need",
]
