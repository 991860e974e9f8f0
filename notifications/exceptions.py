class NotificationsError(Exception):
    """Something about telling people is not as it should be."""


class UnknownKind(NotificationsError):
    """A kind key that no app has registered."""


class KindAlreadyRegistered(NotificationsError):
    """Two kinds want the same key."""
