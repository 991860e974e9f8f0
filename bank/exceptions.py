"""Why the bank refuses. One type per reason that a page answers differently."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from accounts.models import User


class BankError(Exception):
    """Something the bank refused; nothing was changed."""


class NotAllowed(BankError):
    """This person may not do this to this material."""

    def __init__(self, verb: str) -> None:
        super().__init__(verb)
        self.verb = verb


class WrongState(BankError):
    """The material is no longer where this would make sense."""

    def __init__(self, verb: str) -> None:
        super().__init__(verb)
        self.verb = verb


class DraftConflict(BankError):
    """Somebody saved meanwhile. Carries both texts, so that neither is lost.

    `stored` is a `Material`; `Any` here, because this layer lies under the models.
    """

    def __init__(
        self,
        stored: Any,  # noqa: ANN401
        submitted: Mapping[str, Any],
    ) -> None:
        super().__init__(stored.pk)
        self.stored = stored
        self.submitted = submitted


class StaleVersion(BankError):
    """The moderator decided about a text that is not the current one."""


class NotComplete(BankError):
    """What submission asks for is missing."""

    def __init__(self, missing: Sequence[str]) -> None:
        super().__init__(", ".join(missing))
        self.missing = list(missing)


class RightsNotConfirmed(BankError):
    """The tick that states the rights is missing."""


class VisibilityTooWide(BankError):
    """The licence or the rights do not allow showing this so widely."""


class ReasonMissing(BankError):
    """The decision needs a reason in words."""


class AlreadyClaimed(BankError):
    """Another moderator is reviewing this."""

    def __init__(self, reviewer: User) -> None:
        super().__init__(reviewer.pk)
        self.reviewer = reviewer


class FileRefused(BankError):
    """An upload was not accepted; `message` is for the person, translated."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code)
        self.code = code
        self.message = message


class UnreadableFile(BankError):
    """A file to import that is not one we can read; the message says why."""


class BadRow(BankError):
    """One record of a file that cannot be imported."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(f"{column}: {reason}")
