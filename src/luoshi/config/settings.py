"""Django settings. What an installation may change comes from environment.py; nothing here calls outside."""

import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.contrib.messages import constants as messages

from luoshi.config import environment

DATA_DIR = Path(os.environ.get("LUOSHI_DATA", "var")).resolve()
SECRET_KEY = environment.secret_key(DATA_DIR)
DEBUG = environment.flag("LUOSHI_DEBUG")
ALLOWED_HOSTS = environment.names("LUOSHI_HOSTS", "127.0.0.1,localhost,[::1]")
HTTPS = environment.flag("LUOSHI_HTTPS")

INSTALLED_APPS = [
    "luoshi.config",
    "luoshi.api",
    "luoshi.demo",
    "luoshi.reports",
    "luoshi.coverage",
    "luoshi.revisions",
    "luoshi.supervision",
    "luoshi.intake",
    "luoshi.pipelines",
    "luoshi.records",
    "luoshi.documents",
    "luoshi.org",
    "luoshi.core",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "csp",
    "axes",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "luoshi.config.middleware.UploadLimit",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "luoshi.org.middleware.SessionLimit",
    "luoshi.org.middleware.ActivePost",
    "luoshi.config.middleware.Refusals",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "luoshi.config.urls"
WSGI_APPLICATION = "luoshi.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "luoshi.config.context.site",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"  # ours for a field: templates/django/forms/field.html
DATABASES = {"default": environment.database(DATA_DIR)}

AUTH_USER_MODEL = "org.Person"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {"user_attributes": ("username", "name")}),
        ("MinimumLengthValidator", {"min_length": 10}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "sign_in"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "luoshi.org.views.session.locked_out"
AXES_RESET_ON_SUCCESS = False  # a right password is not yet a sign-in: org.signing_in resets when all was shown
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# Roles besides the three officers that must have a second factor; "all" for everyone (org.second_factor).
SECOND_FACTOR_ROLES = environment.names("LUOSHI_SECOND_FACTOR", "")
# The office's own identity provider; None where there is none (org.oidc).
OIDC = environment.oidc()

# Half an hour without a click ends a session; ten hours end it whatever happens (org.middleware.SessionLimit).
SESSION_COOKIE_AGE = 30 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_ABSOLUTE_SECONDS = 10 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSRF_TRUSTED_ORIGINS = environment.names("LUOSHI_ORIGINS", "")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
CSRF_FAILURE_VIEW = "luoshi.config.views.csrf_failure"

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_ROOT = DATA_DIR / "evidence"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "luoshi.config.storage.Static"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False
# Uploads stay in memory: a marked file must leave nothing on the disk. Larger ones are refused before they are read.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
UPLOAD_LIMIT = 20 * 1024 * 1024  # bytes of one request (config.middleware.UploadLimit)
FILE_UPLOAD_MAX_MEMORY_SIZE = DATA_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_LIMIT
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# The words of Tabler's alerts.
MESSAGE_TAGS = {messages.DEBUG: "info", messages.ERROR: "danger"}
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# The chain of events names its algorithm in every row; sm3 where the office asks for it and the build has it.
LUOSHI_HASH = os.environ.get("LUOSHI_HASH", "sha256")
# The key of the seals lies outside the database, which it bears witness against (records/seals.py).
LUOSHI_SEAL_KEY = Path(os.environ.get("LUOSHI_SEAL_KEY") or DATA_DIR / "seal.key")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Who and when of what leaves no other trace (a refused marked file); never a name or a word of it.
    "loggers": {"luoshi.audit": {"level": "INFO"}},
}
