class JobsError(Exception):
    """Something about background work is not as it should be."""


class UnknownTask(JobsError):
    """A name that no `tasks.py` has registered."""


class AlreadyRegistered(JobsError):
    """Two tasks, schedules or services want the same name."""
