"""Why something in a network could not be done; one type per thing to say."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from network.models import Post, PostDraft


class NetworkError(Exception):
    """Something in a network could not be done."""


class NameTaken(NetworkError):
    """Another network has this name."""


class NetworkArchived(NetworkError):
    """The network is closed: it can be read, not written to."""


class NotMember(NetworkError):
    """Whoever wants to write does not belong, or no longer does."""


class AlreadyMember(NetworkError):
    """The person belongs already."""


class JoiningByInvitation(NetworkError):
    """The network does not take requests."""


class MembershipMoved(NetworkError):
    """Somebody else has decided meanwhile; the state is not what the form showed."""


class LastCoordinator(NetworkError):
    """A network cannot stay without a coordinator."""


class TopicClosed(NetworkError):
    """The topic takes no more replies."""


class NotAnAnswer(NetworkError):
    """The post cannot be the answer to this topic."""


class PostGone(NetworkError):
    """The post was deleted meanwhile."""


class EditConflict(NetworkError):
    """The post was changed since the form was opened."""

    def __init__(self, post: "Post") -> None:
        super().__init__(post.pk)
        self.post = post


class DraftConflict(NetworkError):
    """A newer draft was saved from elsewhere."""

    def __init__(self, draft: "PostDraft | None") -> None:
        super().__init__()
        self.draft = draft
