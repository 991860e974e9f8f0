import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.audience import (
    Follower,
    Level,
    PostFacts,
    Reason,
    Recipient,
    post_recipients,
)

AUTHOR, READER, OTHER = 1, 2, 3


@pytest.mark.parametrize(
    ("place", "topic", "opens", "mentioned", "replied", "expected"),
    [
        (None, None, True, False, False, None),
        (None, None, False, True, False, Reason.MENTIONED),
        (None, None, False, False, True, Reason.REPLIED_TO),
        (None, None, False, True, True, Reason.MENTIONED),
        (Level.WATCHING, None, False, False, False, Reason.WATCHING_PLACE),
        (None, Level.WATCHING, False, False, False, Reason.WATCHING_TOPIC),
        (Level.WATCHING, Level.WATCHING, False, False, False, Reason.WATCHING_TOPIC),
        (Level.WATCHING, None, False, False, True, Reason.REPLIED_TO),
        (Level.WATCHING, Level.NORMAL, False, False, False, None),
        (Level.WATCHING, Level.MUTED, False, False, True, None),
        (Level.WATCHING, Level.MUTED, False, True, False, Reason.MENTIONED),
        (Level.MUTED, None, True, False, True, None),
        (Level.MUTED, None, False, True, False, Reason.MENTIONED),
        (Level.MUTED, Level.WATCHING, False, False, False, Reason.WATCHING_TOPIC),
        (Level.FIRST_POST, None, True, False, False, Reason.FIRST_POST),
        (Level.FIRST_POST, None, False, False, False, None),
        (Level.TRACKING, None, True, False, False, None),
        (Level.TRACKING, None, False, False, True, Reason.REPLIED_TO),
        (Level.NORMAL, None, False, False, True, Reason.REPLIED_TO),
    ],
)
def test_who_hears_of_a_post_and_why(
    place: Level | None,
    topic: Level | None,
    opens: bool,
    mentioned: bool,
    replied: bool,
    expected: Reason | None,
) -> None:
    facts = PostFacts(
        AUTHOR,
        [Follower(READER, place, topic)],
        mentioned=frozenset({READER} if mentioned else ()),
        replied_to=frozenset({READER} if replied else ()),
        opens_topic=opens,
    )

    told = [Recipient(READER, expected)] if expected else []
    assert post_recipients(facts) == told


def test_mention_does_not_reach_outside_the_place() -> None:
    facts = PostFacts(AUTHOR, [Follower(READER)], mentioned=frozenset({OTHER}))
    assert post_recipients(facts) == []


levels = st.sampled_from([None, *Level])
people = st.integers(min_value=1, max_value=12)
facts_of_posts = st.builds(
    PostFacts,
    author_id=people,
    followers=st.lists(
        st.builds(Follower, people, levels, levels), unique_by=lambda f: f.user_id
    ),
    mentioned=st.frozensets(people),
    replied_to=st.frozensets(people),
    opens_topic=st.booleans(),
)


@given(facts_of_posts)
def test_decision_keeps_its_promises_whatever_the_facts(facts: PostFacts) -> None:
    told = {recipient.user_id: recipient.reason for recipient in post_recipients(facts)}
    followers = {follower.user_id: follower for follower in facts.followers}

    assert facts.author_id not in told
    assert told.keys() <= followers.keys()
    assert (facts.mentioned & followers.keys()) - {facts.author_id} <= told.keys()
    assert all(
        reason == Reason.MENTIONED
        for user_id, reason in told.items()
        if followers[user_id].is_muted
    )
