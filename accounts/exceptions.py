"""Reasons why something about people and their roles cannot be done."""


class AccountsError(Exception):
    """Base of every refusal of this app."""


class EmailTaken(AccountsError):
    """Somebody already has this e-mail address."""


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


class LastFactor(AccountsError):
    """The role of the person requires a second factor, and this is the only one."""
