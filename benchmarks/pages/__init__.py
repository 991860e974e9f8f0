"""Cost of pages. Run as modules: this sets Django up before they are imported."""

import os
import sys

import django

if "GBW_DATA" not in os.environ:
    sys.exit("Set GBW_DATA to a scratch folder: this fills a database.")
os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.site.settings"
django.setup()
