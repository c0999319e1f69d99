"""The web application for granian. Reads every page and declaration before the first request, so that faults show at start."""

import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hezhong.app.settings")
application = get_wsgi_application()
import_module(settings.ROOT_URLCONF)
