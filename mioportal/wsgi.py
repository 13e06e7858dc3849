"""The door a WSGI server opens."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mioportal.settings")

application = get_wsgi_application()
