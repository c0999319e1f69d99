"""Django's settings, read from the environment. Nothing here decides anything about cases."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

from hezhong.app.home import home
from hezhong.app.postgres import Cluster

HOME = home()
PACKAGE = Path(__file__).resolve().parents[1]

DEBUG = False
SECRET_KEY = os.environ.get("HEZHONG_SECRET_KEY") or HOME.secret("django.key")
HOST = os.environ.get("HEZHONG_HOST", "127.0.0.1")
PORT = int(os.environ.get("PORT", "8000"))
LIVE_PORT = int(os.environ.get("HEZHONG_LIVE_PORT", str(PORT + 1)))
SITE = os.environ.get("HEZHONG_SITE", f"http://{HOST}:{PORT}")
LIVE_SITE = os.environ.get("HEZHONG_LIVE_SITE", f"http://{HOST}:{LIVE_PORT}")
HTTPS = SITE.startswith("https://")
HEZHONG_DEMO = os.environ.get("HEZHONG_DEMO") == "1"  # the program hezhong asks the database (app.access)
HEZHONG_PROVINCE = os.environ.get("HEZHONG_PROVINCE", "广东省")
ALLOWED_HOSTS = [host for host in os.environ.get("HEZHONG_HOSTS", "127.0.0.1,localhost,testserver").split(",") if host]
# Proxies in front of the web, as they connect: what they say of the visitor's address is believed. This machine's are.
HEZHONG_PROXIES = frozenset(filter(None, os.environ.get("HEZHONG_PROXIES", "").split(",")))
CSRF_TRUSTED_ORIGINS = [SITE] if HTTPS else []


def database() -> dict[str, Any]:
    """Return the connection that DATABASE_URL names, else that of the embedded server.

    Web and worker connect in the application's role, which may add to the trail of cases but not change it.
    """
    url = urlparse(os.environ.get("DATABASE_URL") or Cluster(HOME.database).url)
    role = os.environ.get("HEZHONG_ROLE", "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": url.path.lstrip("/"),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": url.hostname or "",
        "PORT": str(url.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": True,
        "OPTIONS": {"options": f"-c role={role}"} if role else {},
    }


DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "directory.Account"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "django_htmx",
    "procrastinate.contrib.django",
    "hezhong.directory",
    "hezhong.engine",
    "hezhong.early_warning",
    "hezhong.indicators",
    "hezhong.domains.reports",
    "hezhong.web",
    "hezhong.app.ready.AppConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "hezhong.web.limits.UploadLimit",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "hezhong.web.guard.Guard",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "hezhong.app.urls"
WSGI_APPLICATION = "hezhong.app.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "hezhong.web.site.on_every_page",
            ],
        },
    }
]

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME.static
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if os.environ.get("HEZHONG_PLAIN_STATIC")
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_MAX_AGE = 60 if not HTTPS else 31_536_000

# One file of 20 MB at a time, fifty a case; forms carry many fields.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
HEZHONG_UPLOAD_LIMIT = 64 * 1024 * 1024

# Signing in
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "/login/"
LOGIN_REDIRECT_URL = "/desk/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_ADAPTER = "hezhong.web.accounts.adapter.NoSignUp"
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip", "login": "60/m/ip"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = False
MFA_TOTP_ISSUER = "和衷"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "accounts/locked.html"
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False

# Sessions of staff: fifteen idle minutes, twelve hours in all (hezhong.web.guard).
SESSION_COOKIE_NAME = "hezhong"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 12 * 3600
SESSION_SAVE_EVERY_REQUEST = False
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "hezhong.web.errors.forgotten_form"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_SSL_REDIRECT = False
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "style-src": ["'self'"],
        "script-src": ["'self'"],
        "connect-src": ["'self'", LIVE_SITE],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "hezhong.app.log.JsonLines"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": os.environ.get("HEZHONG_LOG", "WARNING")},
    "loggers": {"django.request": {"level": "ERROR"}, "django.security.DisallowedHost": {"level": "CRITICAL"}},
}
SILENCED_SYSTEM_CHECKS = ["axes.W001", "axes.W003"]
TEST_RUNNER = "django.test.runner.DiscoverRunner"
PROCRASTINATE_IMPORT_PATHS = ["hezhong.app.jobs"]
