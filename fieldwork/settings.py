"""One settings file; what differs between installations comes from `config`."""

import sys

try:
    import pysqlite3
except ImportError:  # no wheel for this platform: `check` refuses an unsafe SQLite of Python's own
    pysqlite3 = None
else:
    sys.modules["sqlite3"] = pysqlite3

from fieldwork import config

DEBUG = False
SECRET_KEY = config.secret_key()
ALLOWED_HOSTS = config.ALLOWED_HOSTS or ["localhost", "127.0.0.1", "[::1]"]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "allauth",
    "allauth.account",
    "allauth.usersessions",
    "allauth.mfa",
    "fieldwork.audit",
    "fieldwork.people",
    "fieldwork.shell",
    "fieldwork.rest",
    "fieldwork.attachments",
    "fieldwork.masterdata",
    "fieldwork.orders",
    "fieldwork.documents",
    "fieldwork.workspace",
    "fieldwork.sharing",
    "fieldwork.mailing",
    "fieldwork.search",
    "fieldwork.notices",
    "fieldwork.live",
    "fieldwork.lists",
    "fieldwork.jobs",
    "fieldwork.demo",
]

MIDDLEWARE = [
    "fieldwork.audit.request_context.request_context",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "fieldwork.shell.security_headers.CompressedPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "fieldwork.shell.security_headers.security_headers",
    "fieldwork.masterdata.middleware.first_start",
    "fieldwork.masterdata.middleware.in_their_language",
]

ROOT_URLCONF = "fieldwork.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": sorted((config.ROOT / "fieldwork").glob("*/templates")),
        "OPTIONS": {
            "environment": "fieldwork.shell.jinja_environment.environment",
            "context_processors": [
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "fieldwork.masterdata.context.company",
                "fieldwork.shell.context.shell",
                "fieldwork.orders.context.unread",
                "fieldwork.notices.context.bell",
                "fieldwork.lists.context.saved_views",
            ],
        },
    }
]

DATABASES = {"default": config.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["fieldwork.people.password_hasher.Argon2"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "fieldwork.people.account_adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
# fieldwork.wsgi_bridge has found out whose address it is.
ALLAUTH_TRUSTED_PROXY_COUNT = 0
# fieldwork.people.sign_in_throttle counts what can be guessed, so that no stranger locks an account; no passkey can.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": None}
MFA_RATE_LIMITS = {"webauthn_login": None}
MFA_ADAPTER = "fieldwork.people.mfa_adapter.Factors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# The code before and the one after count, too: clocks of phones are not all right.
MFA_TOTP_TOLERANCE = 1
LOGIN_URL = "/sign-in"
LOGIN_REDIRECT_URL = "/orders"
LOGOUT_REDIRECT_URL = "/sign-in"
ACCOUNT_LOGOUT_REDIRECT_URL = "/sign-in"

SESSION_ENGINE = "fieldwork.people.session_store"
SESSION_COOKIE_AGE = 30 * 24 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = config.HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "fieldwork.shell.error_pages.csrf_failed"
SIGNED_COOKIE_LEGACY_SALT_FALLBACK = False
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if config.HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
# A year, for this name alone: names below it may belong to somebody who has no HTTPS.
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if config.HTTPS else 0

# Sign-in needs the database and nothing else: Redis carries wake-ups alone.
CACHES = {"default": {"BACKEND": "fieldwork.people.database_cache.DatabaseCache"}}

# The server looks first (request_limits.py); these are what a field, a form's rows and the files of one form need.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 50_000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_TEMP_DIR = config.temporary()

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español")]

STATIC_URL = "/static/"
STATICFILES_DIRS: list[str] = []
WHITENOISE_ROOT = None
WHITENOISE_IMMUTABLE_FILE_TEST = r"^.+-[\w-]{8}\.\w+$"
STATIC_ROOT = str(config.ROOT / "fieldwork" / "static")
STORAGES = {
    "default": {
        "BACKEND": "fieldwork.attachments.storage.DurableStorage",
        "OPTIONS": {"location": config.DATA / "files"},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "fieldwork.shell.log_redaction.RedactingFormatter", "format": LINE}},
    "handlers": {"terminal": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["terminal"], "level": "WARNING"},
    # These bring handlers of their own, which know nothing of what must be cut: they speak through the root's.
    "loggers": {
        name: {"handlers": [], "propagate": True}
        for name in ("django", "django.server", "uvicorn", "uvicorn.access", "uvicorn.error")
    },
}
