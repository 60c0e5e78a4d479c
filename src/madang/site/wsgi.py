"""The site as a WSGI application, for granian and any other server."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "madang.site.settings")
application = get_wsgi_application()
# What is loaded by now stays as long as the process: walking through all of it again and again took a fifth of a second each.
get_resolver().check()
gc.collect()
gc.freeze()
