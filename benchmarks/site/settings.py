"""The demonstration with one page more: the reference that others are compared with."""

from config.settings.dev import *  # noqa: F403  # as settings do

ROOT_URLCONF = "benchmarks.site.urls"
