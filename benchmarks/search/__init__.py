"""Speed of search. Run as modules: this sets Django up before they are imported."""

import os

import django

# With a scratch folder, the site that `benchmarks.site` serves.
_SETTINGS = (
    "benchmarks.site.settings" if "GBW_DATA" in os.environ else "config.settings.test"
)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", _SETTINGS)
django.setup()
