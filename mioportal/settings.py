"""One settings module, fed by the environment (README lists the variables)."""

from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# The demonstration: a cast with movable clocks, one known password, no secrets worth keeping.
DEMO = env.bool("MIOPORTAL_DEMO", default=False)
DEBUG = env.bool("DEBUG", default=False)
VAR = Path(env.str("MIOPORTAL_VAR", default=str(BASE_DIR / "var")))
DEMO_PASSWORD = "mio-demo-2026"

SECRET_KEY = env.str("SECRET_KEY", default="")
if not SECRET_KEY:
    if not DEMO:
        raise ImproperlyConfigured(
            "SECRET_KEY is not set. Set it to 50 or more random characters, "
            "or set MIOPORTAL_DEMO=1 to run the demonstration."
        )
    SECRET_KEY = "demonstration-only-" + "k" * 50

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"] if DEMO else [])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# Who issues the bills, and under which number (適格請求書発行事業者の登録番号): made up here.
INVOICE_ISSUER = env.str("INVOICE_ISSUER", default="") or _("デモモバイル（練習用サイト）")
INVOICE_NUMBER = env.str("INVOICE_NUMBER", default="T0000000000000")
# Links in mails are built from this, never from a request's Host header.
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")

INSTALLED_APPS = [
    "mioportal.apps.PortalConfig",
    "mioportal.plumbing",
    "mioportal.outside",
    "accounts",
    "contracts",
    "billing",
    "cancellation",
    "mnp",
    "csp",
    "mioportal.plumbing.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "mioportal.plumbing.middleware.PrivatePages",
    "mioportal.plumbing.middleware.Sessions",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "mioportal.plumbing.middleware.WorldClock",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "mioportal.plumbing.middleware.Maintenance",
]

ROOT_URLCONF = "mioportal.urls"
WSGI_APPLICATION = "mioportal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "mioportal.plumbing.context.page",
                "mioportal.menu.page",
            ],
        },
    },
    # Pages of companies outside: nothing of the portal gets into them by itself.
    {
        "NAME": "outside",
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
    },
]

SQLITE_URL = f"sqlite:///{VAR / 'mioportal.sqlite3'}"
DATABASES = {"default": env.db_url("DATABASE_URL", default=SQLITE_URL)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A fresh clone has no such folder yet, and SQLite makes none.
    VAR.mkdir(parents=True, exist_ok=True)
    # IMMEDIATE: a writer waits its turn at BEGIN instead of failing in mid-transaction.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=600)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.MioIdOrMail"]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "top"
LOGOUT_REDIRECT_URL = "accounts:sign_in"
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": f"{_VALIDATION}.MinimumLengthValidator",
        "OPTIONS": {"min_length": env.int("PASSWORD_MIN_LENGTH", default=8)},
    },
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator"},
]

LANGUAGE_CODE = "ja"
LANGUAGES = [("ja", _("日本語"))]
LOCALE_PATHS = [BASE_DIR / "mioportal" / "locale"]
TIME_ZONE = "Asia/Tokyo"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "mioportal" / "static"]
MEDIA_ROOT = VAR / "media"
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Pictures of identity papers: no address leads here, and no other user of the machine reads it.
    "papers": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": VAR / "papers",
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {
        "BACKEND": env.str(
            "STATICFILES_BACKEND",
            default="whitenoise.storage.CompressedManifestStaticFilesStorage",
        )
    },
}

# What is far too big is not even written down while it arrives; the page then says so.
_UPLOADS = "django.core.files.uploadhandler"
FILE_UPLOAD_HANDLERS = [
    "mioportal.plumbing.uploads.Capped",
    f"{_UPLOADS}.MemoryFileUploadHandler",
    f"{_UPLOADS}.TemporaryFileUploadHandler",
]

# Mail never leaves the machine unless EMAIL_URL says so (smtp://…).
vars().update(env.email_url("EMAIL_URL", default="filemail://"))
if EMAIL_BACKEND.endswith("filebased.EmailBackend"):  # type: ignore[name-defined]  # noqa: F821
    EMAIL_FILE_PATH = str(VAR / "mail")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="support@iijmio.example.jp")

# Who takes card numbers on a page of their own, and the origins of that page if it lies elsewhere.
CARD_PROCESSOR = env.str(
    "CARD_PROCESSOR", default="mioportal.outside.processor.gateway.SimulatedProcessor"
)
CARD_PROCESSOR_ORIGINS = env.list("CARD_PROCESSOR_ORIGINS", default=[])
# Whom the stores ask about slips.
SLIP_ISSUER = "billing.services.counter.Counter"

# Who says how much a line used on a day.
CARRIER = env.str("CARRIER", default="mioportal.outside.carrier.SimulatedCarrier")
# Who gives out cards and numbers, and takes numbers over.
SWITCHBOARD = env.str(
    "SWITCHBOARD", default="mioportal.outside.switchboard.SimulatedSwitchboard"
)
# Who carries the SIM cards that come back.
POST = env.str("POST", default="mioportal.outside.post.SimulatedPost")

# Whom other operators ask about numbers, who passes their orders on, and whether a member may go
# to them without a reservation number (C-074).
NUMBER_DONOR = "mnp.services.opening.Donor"
CLEARING_HOUSE = env.str(
    "CLEARING_HOUSE", default="mioportal.outside.clearing.gateway.SimulatedClearingHouse"
)
ONE_STOP_PORT_OUT = env.bool("ONE_STOP_PORT_OUT", default=DEMO)

# A proxy of our own ends TLS and says in X-Forwarded-For who asks; else anybody could say so.
BEHIND_PROXY = not DEMO and env.bool("BEHIND_PROXY", default=False)

SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_AGE = env.int("SESSION_COOKIE_AGE", default=8 * 60 * 60)
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if not DEMO:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    if BEHIND_PROXY:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        # A form that answers with a redirect counts with where it leads.
        "form-action": [SELF, *CARD_PROCESSOR_ORIGINS],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
}
