"""Settings of the site, read from the environment (docs/reference/settings.md lists each of them)."""

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlparse

from csp.constants import NONE, SELF

BASE_DIR = Path(__file__).resolve().parent
HOME_DIR = Path(os.environ.get("MADANG_HOME", "var")).resolve()
HOME_DIR.mkdir(parents=True, exist_ok=True)


def _secret_key() -> str:
    """Return MADANG_SECRET_KEY, or a key made once and kept beside the database."""
    if key := os.environ.get("MADANG_SECRET_KEY"):
        return key
    path = HOME_DIR / "secret-key"
    if not path.exists():
        path.write_text(secrets.token_urlsafe(50))
        path.chmod(0o600)
    return path.read_text().strip()


def _database(url: str) -> dict[str, object]:
    """Turn sqlite:///file or postgresql://user:password@host:port/name into Django's settings."""
    parts = urlparse(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path),
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
            },
        }
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(
            parts.hostname or ""
        ),  # a socket's folder is written %2Fvar%2Frun
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


SECRET_KEY = _secret_key()
DEBUG = os.environ.get("MADANG_DEBUG") == "1"
# A demonstration has one-click doors and sends no mail; a real site never sets this.
DEMONSTRATION = os.environ.get("MADANG_DEMONSTRATION") == "1"
SITE_URL = os.environ.get("MADANG_SITE_URL", "http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = os.environ.get(
    "MADANG_ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]"
).split(",")
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SITE_URL.startswith("https://") else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "ninja",
    "django_tasks",
    "django_tasks_db",
    "rules.apps.RulesConfig",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "madang.site.core",
    "madang.site.directory",
    "madang.site.events",
    "madang.site.survey",
    "madang.site.matching",
    "madang.site.meetings",
    "madang.site.ledger",
    "madang.site.landscape",
    "madang.site.programmes",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "madang.site.core.middleware.private_pages",
    "madang.site.core.middleware.StrangeAddresses",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "madang.site.core.middleware.wrong_ways_in",
]

ROOT_URLCONF = "madang.site.urls"
WSGI_APPLICATION = "madang.site.wsgi.application"
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
                "madang.site.core.ui.page_context",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "madang.site.core.templatetags.ui",
            ],
        },
    }
]

DATABASES = {
    "default": _database(
        os.environ.get("MADANG_DATABASE_URL")
        or f"sqlite:///{HOME_DIR / 'madang.sqlite3'}"
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "core_cache",
    },
}
TASKS = {
    "default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}
}

# Sign-in: a code by e-mail, no passwords; a second factor for those who want one.
AUTH_USER_MODEL = "directory.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/lounge/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
# The page says the same of an unknown address, and no mail goes to it.
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
# Whoever types the code has shown that the address is theirs.
ACCOUNT_EMAIL_VERIFICATION = "none"
# A whole congress hall may ask from one address of the internet, a person from one address of mail.
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "60/m/ip,3/m/key",
    # A form for anybody: a hall may dispute much in an hour, a machine not more.
    "dispute": "20/h/ip",
}
# Without this number every visitor behind a proxy would share one rate limit.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("MADANG_PROXIES", "0"))
ACCOUNT_ADAPTER = "madang.site.directory.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "request_login_code": "madang.site.directory.forms.sign_in.AddressForm",
    "confirm_login_code": "madang.site.directory.forms.sign_in.CodeForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Madang"
# One step of 30 seconds: clocks of phones differ (RFC 6238, 5.2).
MFA_TOTP_TOLERANCE = 1
MFA_ADAPTER = "madang.site.directory.adapters.FactorAdapter"
MFA_FORMS = {
    "authenticate": "madang.site.directory.forms.sign_in.FactorForm",
    "reauthenticate": "madang.site.directory.forms.sign_in.FactorAgainForm",
    "activate_totp": "madang.site.directory.forms.sign_in.FirstFactorCodeForm",
}

# How many tokens for programs may work for one person at a time.
TOKENS_EACH = int(os.environ.get("MADANG_TOKENS_EACH", "20"))

EMAIL_BACKEND = "madang.site.core.outbox.OutboxBackend"
# smtp://user:password@host:port, or smtps:// for implicit TLS; empty: mail stays in the outbox.
SMTP_URL = os.environ.get("MADANG_SMTP_URL", "")
DEFAULT_FROM_EMAIL = os.environ.get("MADANG_FROM_EMAIL", "Madang <madang@localhost>")

LANGUAGE_CODE = "en"
# Each by its own name, in whatever language the page is.
LANGUAGES = [("en", "English"), ("ko", "한국어"), ("lv", "Latviešu")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["madang.site.locale_formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = HOME_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STATICFILES_DIRS = [BASE_DIR / "static"]
_STATIC_STORAGE = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
    if os.environ.get("MADANG_STATIC") == "plain"
    else "whitenoise.storage.CompressedManifestStaticFilesStorage"
)
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(HOME_DIR / "files")},
    },
    "staticfiles": {"BACKEND": _STATIC_STORAGE},
}
WHITENOISE_USE_FINDERS = os.environ.get("MADANG_STATIC") == "plain"
WHITENOISE_MAX_AGE = 3600
# Pages name files with their fingerprint alone: nothing else is compressed and kept.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_ADD_HEADERS_FUNCTION = None

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SITE_URL.startswith("https://")
SECURE_HSTS_SECONDS = 31_536_000 if SITE_URL.startswith("https://") else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS = ["security.W008"]  # the reverse proxy redirects to https
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {
        "handlers": ["stderr"],
        "level": os.environ.get("MADANG_LOG_LEVEL", "WARNING"),
    },
}
