"""Settings of an installation, all from the environment (`CHORSU_*`, `*_FILE` for secrets).

What a library decides (loan rules, modules, opening hours) is not here: it lives in tables.
Every setting is documented in docs/reference/settings.md; a test compares.
"""

from pathlib import Path

from chorsu.site.environment import boolean, database, integer, listed, rates, secret, text
from chorsu.site.rooms import ROOMS

BASE_DIR = Path(__file__).resolve().parents[3]

DATA_DIR = Path(text("CHORSU_DATA_DIR", str(BASE_DIR / "var"))).absolute()
DATA_DIR.mkdir(parents=True, exist_ok=True)
SECRET_KEY = secret("CHORSU_SECRET_KEY", DATA_DIR / "secret-key")
DEBUG = boolean("CHORSU_DEBUG", False)
ALLOWED_HOSTS = listed("CHORSU_HOSTS", ["127.0.0.1", "localhost", "[::1]", "testserver"])
SITE_URL = text("CHORSU_SITE_URL", "http://127.0.0.1:8000")
HTTPS = boolean("CHORSU_HTTPS", False)

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    *ROOMS,
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "chorsu.site",
]

MIDDLEWARE = [
    "chorsu.foundation.api.metrics.MeteringMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "chorsu.foundation.ui.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "chorsu.people.accounts.middleware.StaffMiddleware",
    "chorsu.foundation.ui.middleware.ErrorMiddleware",
]

ROOT_URLCONF = "chorsu.site.urls"
WSGI_APPLICATION = "chorsu.site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "chorsu.foundation.ui.context.shell",
            ],
            "builtins": ["django.templatetags.i18n", "chorsu.foundation.ui.templatetags.ui"],
        },
    }
]

DATABASES = {"default": database("CHORSU_DATABASE_URL", DATA_DIR / "chorsu.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "chorsu"}}

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/account/"
ACCOUNT_ADAPTER = "chorsu.people.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_TOTP_ISSUER = "Chorsu"
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS

LANGUAGE_CODE = "uz"
LANGUAGES = [
    ("uz", "Oʻzbekcha (lotin)"),
    ("uz-cyrl", "Ўзбекча (кирилл)"),
    ("ru", "Русский"),
    ("en", "English"),
    ("vi", "Tiếng Việt"),
]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
TIME_ZONE = "Asia/Tashkent"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "chorsu.site.static.ForgivingManifestStorage"
    },
}
MEDIA_ROOT = DATA_DIR / "media"
WHITENOISE_MAX_AGE = 3600

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
CSRF_FAILURE_VIEW = "chorsu.foundation.ui.pages.csrf_failed"
CSRF_TRUSTED_ORIGINS = listed("CHORSU_TRUSTED_ORIGINS", [])
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 2000  # a book of page images in one form

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'", "data:", "blob:"],
        "media-src": ["'self'", "blob:"],
        "connect-src": ["'self'", "blob:"],
        "worker-src": ["'self'", "blob:"],
        "frame-src": ["'self'", "blob:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
    }
}

# Who may ask how much and from where.
TRUSTED_PROXIES = listed("CHORSU_TRUSTED_PROXIES", [])
METRICS_NETWORKS = listed("CHORSU_METRICS_NETWORKS", ["127.0.0.0/8", "::1/128"])
API_RATES = rates("CHORSU_API_RATES", {})
JOB_HEARTBEAT = integer("CHORSU_JOB_HEARTBEAT", 5)
JOB_HEARTBEAT_LIMIT = integer("CHORSU_JOB_HEARTBEAT_LIMIT", 30)

# Words of an installation that several rooms read.
WORKER_PROCESSES = integer("CHORSU_WORKERS", 1)
ARK_NAAN = text("CHORSU_ARK_NAAN", "99999")
LOG_LEVEL = text("CHORSU_LOG_LEVEL", "WARNING")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"()": "chorsu.foundation.api.logs.PlainFormatter"},
        "json": {"()": "chorsu.foundation.api.logs.JsonFormatter"},
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": text("CHORSU_LOG_FORMAT", "plain")}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
