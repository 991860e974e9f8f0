from jobs.models.job import Job, JobState
from jobs.models.running import Heartbeat, Schedule, ServiceLease

__all__ = ["Heartbeat", "Job", "JobState", "Schedule", "ServiceLease"]
