"""Measurements. Each prints a table with the machine's load and keeps it in bench/results/.

Importing the package prepares Django, so that its modules may import models like any other.
"""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()
