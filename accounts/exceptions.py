"""Reasons why something about people and their roles cannot be done."""


class AccountsError(Exception):
    """Base of every refusal of this app."""


class DepartureMoved(AccountsError):
    """Somebody confirmed, called off or finished this departure meanwhile."""


class DutyAlreadyRegistered(AccountsError):
    """Two duties under one key."""


class EmailTaken(AccountsError):
    """Somebody already has this e-mail address."""


class NotAllowed(AccountsError):
    """This person may not do this to that account."""


class RoleNotHeld(AccountsError):
    """The person does not hold the role that was to end."""


class AuditIsAppendOnly(AccountsError):
    """An entry of the log is neither changed nor taken out."""


class SealBroken(AccountsError):
    """A sealed text is too old, or was sealed with another key."""


class UnreadableTable(AccountsError):
    """A file cannot be read as a table; the message says why and what to do."""


class OwnerExists(AccountsError):
    """Somebody administers this site already."""


class NothingToReset(AccountsError):
    """The person has no second factor."""


class OwnFactor(AccountsError):
    """Nobody resets a second factor of their own."""


class LastFactor(AccountsError):
    """The role of the person requires a second factor, and this is the only one."""


class InvitationGone(AccountsError):
    """The invitation was used, withdrawn or has expired; or there never was one."""


class SentTooOften(AccountsError):
    """The same address has just been written to, or too many times already."""


class RequestGone(AccountsError):
    """The request to join was decided about, or its link is no longer good."""


class ListGone(AccountsError):
    """The list of people was sent already, or given up."""


class LinkGone(AccountsError):
    """A link of a mail is old, was used, or belongs to somebody else."""


class AlreadyInvited(AccountsError):
    """The invitation of this person is still open."""
