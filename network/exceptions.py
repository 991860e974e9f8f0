"""Why something in a network could not be done; one type per thing to say."""


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
    """The post was changed since the form was opened; says what it holds now."""

    def __init__(self, *, text: str, version: int) -> None:
        super().__init__(version)
        self.text = text
        self.version = version


class DraftConflict(NetworkError):
    """A newer draft was saved from elsewhere; says what it holds."""

    def __init__(self, *, title: str, body: str, version: int) -> None:
        super().__init__(version)
        self.title = title
        self.body = body
        self.version = version
