"""Everything that can be set, in one place; each SHOUWEN_* variable is described in .env.example."""

from __future__ import annotations

from pathlib import Path

from shouwen.project import embedded, env

HOME = env.folder("SHOUWEN_HOME", ".shouwen")
DATABASE_URL = env.text("DATABASE_URL")
IS_EMBEDDED = not DATABASE_URL

SECRET_KEY = env.secret("SHOUWEN_SECRET_KEY", HOME / "secret-key")
DEBUG = env.flag("SHOUWEN_DEBUG", False)
ALLOWED_HOSTS = env.names("SHOUWEN_ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.names("SHOUWEN_TRUSTED_ORIGINS", [])
IS_HTTPS = env.flag("SHOUWEN_HTTPS", False)

COMPANIES = ["power-hall", "heating", "call-centre", "group-services", "after-sales"]
COMPANY = env.choice("SHOUWEN_COMPANY", COMPANIES[0], COMPANIES)
IS_FIRST_COMPANY = COMPANIES.index(COMPANY) == 0
NEIGHBOURS = env.ports("SHOUWEN_NEIGHBOURS", COMPANIES)
SHOUWEN_CHARTER = env.text("SHOUWEN_CHARTER", COMPANY)

INSTALLED_APPS = [
    "shouwen.rooms.frame",
    "shouwen.rooms.desk",
    "shouwen.rooms.attendance",
    "shouwen.rooms.hall",
    "shouwen.rooms.inspection",
    "shouwen.rooms.board",
    "shouwen.rooms.training",
    "shouwen.rooms.handbook",
    "shouwen.rooms.calls",
    "shouwen.works.people",
    "shouwen.works.customers",
    "shouwen.works.journal",
    "shouwen.works.matters",
    "shouwen.works.duty",
    "shouwen.works.ledger",
    "shouwen.works.attendance",
    "shouwen.works.hall",
    "shouwen.works.records",
    "shouwen.works.speech",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "procrastinate.contrib.django",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "shouwen.rooms.frame.language.Language",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "shouwen.project.urls"
WSGI_APPLICATION = "shouwen.project.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["shouwen.rooms.frame.templatetags.words"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "shouwen.project.demo.door.context",
            ],
        },
    },
]

DATABASES = {
    "default": {
        **env.database(
            DATABASE_URL or embedded.url(HOME, embedded.database_of("" if IS_FIRST_COMPANY else COMPANY))
        ),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Who signs in
AUTH_USER_MODEL = "people.Staff"
AUTHENTICATION_BACKENDS = ["shouwen.works.people.sign_in.HouseBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "shouwen.works.people.sign_in.HouseAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Shouwen"

SESSION_ENGINE = "shouwen.works.people.sessions"
SESSION_COOKIE_AGE = 12 * 3600  # one long shift
if not IS_FIRST_COMPANY:  # cookies know no ports: each company of one machine needs its own
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"sessionid-{COMPANY}", f"csrftoken-{COMPANY}"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Languages and time
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

# Static files: hashed names once `shouwen serve` has collected them, straight from the apps before.
STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
HASHED_FILES = "whitenoise.storage.CompressedManifestStaticFilesStorage"
IS_COLLECTED = (STATIC_ROOT / "stamp").exists()
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": HASHED_FILES if IS_COLLECTED else "django.contrib.staticfiles.storage.StaticFilesStorage",
    },
}
WHITENOISE_USE_FINDERS = not IS_COLLECTED

# Jobs: finished ones are of no further use, failed ones stay to be looked at.
PROCRASTINATE_IMPORT_PATHS = ["shouwen.project.tasks"]
PROCRASTINATE_WORKER_DEFAULTS = {"delete_jobs": "successful", "shutdown_graceful_timeout": 8.0}

LOG_LEVEL = env.choice("SHOUWEN_LOG_LEVEL", "WARNING", ["DEBUG", "INFO", "WARNING", "ERROR"])
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
}

# Where `shouwen serve` answers, and with how much
WITH_DEMO = env.flag("SHOUWEN_DEMO", True)
SERVE_HOST = env.text("SHOUWEN_HOST", "127.0.0.1")
SERVE_PORT = env.number("SHOUWEN_PORT", 8000, least=0, most=65535)
WEB_WORKERS = env.number("SHOUWEN_WEB_WORKERS", 2, least=1, most=64)
WEB_THREADS = env.number("SHOUWEN_WEB_THREADS", 4, least=1, most=64)
