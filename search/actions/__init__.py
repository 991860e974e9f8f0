from search.actions.changes import forget_indexed_changes, record_change
from search.actions.needs import (
    MOST_NEEDS_A_DAY,
    answer_need,
    forget_old_voices,
    need_key,
    report_need,
)
from search.actions.saved import (
    change_saved,
    end_feed,
    forget_saved,
    pause,
    put_to_rest,
    renew_feed,
    resume,
    save_search,
)
from search.actions.synonyms import add_synonym, remove_synonym

__all__ = [
    "MOST_NEEDS_A_DAY",
    "add_synonym",
    "answer_need",
    "change_saved",
    "end_feed",
    "forget_indexed_changes",
    "forget_old_voices",
    "forget_saved",
    "need_key",
    "pause",
    "put_to_rest",
    "record_change",
    "remove_synonym",
    "renew_feed",
    "report_need",
    "resume",
    "save_search",
]
