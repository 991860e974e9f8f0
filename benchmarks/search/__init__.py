"""Speed of search. Run as modules: this sets Django up before they are imported."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
django.setup()
