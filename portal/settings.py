"""Every setting of the portal. Values come from the environment; development has safe defaults, production has none."""

import re
from importlib.util import find_spec
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

from accounts import sso
from core.antivirus import Scanner
from portal import environment as env

BASE_DIR = Path(__file__).resolve().parent.parent
VERSION = re.search(r"^## (\S+)", (BASE_DIR / "CHANGELOG.md").read_text(), re.MULTILINE).group(1)  # type: ignore[union-attr]

PRODUCTION = env.choice("PORTAL_ENV", {"development", "production"}, default="development") == "production"
DEBUG = False
DATA = Path(env.text("PORTAL_DATA", str(BASE_DIR / ".data")))
ORIGIN = env.text("PORTAL_ORIGIN", None if PRODUCTION else "http://localhost:8000")
SECRET_KEY = env.text("SECRET_KEY", None if PRODUCTION else "only-for-commands-that-need-no-secret")
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
_hosts = env.text("ALLOWED_HOSTS", None if PRODUCTION else "localhost,127.0.0.1,testserver")
ALLOWED_HOSTS = [host.strip() for host in _hosts.split(",")]
CSRF_TRUSTED_ORIGINS = [ORIGIN]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_htmx",
    "rest_framework",
    "drf_spectacular",
    "core",
    "accounts",
    "brands",
    "listings",
    "complaints",
    "takedown",
    "detection",
    "portal",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "portal.middleware.RequestIdMiddleware",
    "portal.observing.middleware.ObservingMiddleware",
    "portal.middleware.ReadingMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.middleware.RequestLogMiddleware",
    "portal.middleware.NoUncountedTriesMiddleware",
    "portal.middleware.LastSeenMiddleware",
    "portal.middleware.LanguageMiddleware",
    "portal.middleware.ActorMiddleware",
    "portal.middleware.SecondFactorMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context.shell",
            ],
        },
    },
]

# --- database, broker ------------------------------------------------------------------------------------
# Each process is given the URL of its own login role (docs/adr/0002-row-security.md).
_database = env.address("DATABASE_URL", None if PRODUCTION else "postgresql://app_web@127.0.0.1:5432/portal")
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": _database.path,
        "USER": _database.user,
        "PASSWORD": _database.password,
        "HOST": _database.host,
        "PORT": str(_database.port or ""),
        # A new connection costs 13–21 ms of SCRAM: keep them.
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": True,
        "OPTIONS": {"connect_timeout": 5},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = env.text("REDIS_URL", None if PRODUCTION else "redis://127.0.0.1:6379/0")
# Attempts to sign in and used one-time codes are counted here, for all processes together. Nothing else is cached.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "cache",
        "OPTIONS": {"socket_connect_timeout": 2, "socket_timeout": 2},
    }
}

# --- sign-in ---------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.passwords.HardToGuessValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
# Whoever's password or second factor changes is told so by mail.
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
# Failed tries: per address of the caller, and per account whoever calls. A key is an account.
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}
ACCOUNT_LOGOUT_ON_GET = False
# How many proxies of ours add to X-Forwarded-For; 0: whoever connects is the client.
TRUSTED_PROXIES = env.number("TRUSTED_PROXIES", default=1 if PRODUCTION else 0)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
MFA_ADAPTER = "accounts.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Assay"
# Steps of half a minute before and after: a phone's clock is seldom exact, and typing takes a while (RFC 6238, section 5.2).
# A code lives for three steps so, and stays used for as long (accounts/second_factor.py).
MFA_TOTP_TOLERANCE = 1
MFA_PASSKEY_LOGIN_ENABLED = True
# Browsers take passkeys on http://localhost; production has https.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
MFA_FORMS = {
    "authenticate": "accounts.forms.SecondStepForm",
    "authenticate_webauthn": "accounts.forms.SecondStepByPasskeyForm",
    "reauthenticate": "accounts.forms.FreshCodeForm",
    "activate_totp": "accounts.forms.AuthenticatorAppForm",
    "add_webauthn": "accounts.forms.PasskeyForm",
    "edit_webauthn": "accounts.forms.PasskeyNameForm",
}
# Companies whose own sign-in opens their accounts here: a TOML file, because it holds secrets (docs/adr/0006-sign-in.md).
SSO_FILE = env.text("SSO_FILE", "")
# Its packages are an extra: they bring a parser of XML and its signatures in C (requirements-saml.txt).
SAML_ENABLED = env.flag("SAML_ENABLED", default=False)
if SAML_ENABLED:
    sso.refuse_without_saml_packages()
    INSTALLED_APPS.append("allauth.socialaccount.providers.saml")
SSO_PROVIDERS = sso.read(Path(SSO_FILE), https_only=PRODUCTION, saml=SAML_ENABLED) if SSO_FILE else ()
SOCIALACCOUNT_ADAPTER = "accounts.adapters.CompanyAdapter"
SOCIALACCOUNT_PROVIDERS = sso.for_allauth(SSO_PROVIDERS)
# Who was found by their address once is known by the company's own number from then on.
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
# By a link, not a form: our content policy lets no form lead to another site.
SOCIALACCOUNT_LOGIN_ON_GET = True

# --- files, mail -----------------------------------------------------------------------------------------
FILES_BUCKET = env.text("FILES_S3_BUCKET", "")
FILES_ENDPOINT = env.text("FILES_S3_ENDPOINT", "")
# Where a clamd listens, such as tcp://antivirus:3310. With one, no file is handed out before it was scanned.
_clamd = env.address("ANTIVIRUS_URL", "none://none")
ANTIVIRUS = (
    None
    if _clamd.scheme == "none"
    else Scanner(
        host=_clamd.host,
        port=_clamd.port or 3310,
        seconds=env.number("ANTIVIRUS_TIMEOUT_SECONDS", default=30, least=1),
    )
)
STORAGES = {
    "default": (
        {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {
                "bucket_name": FILES_BUCKET,
                "endpoint_url": FILES_ENDPOINT or None,
                # Stores of one's own seldom have a name for each bucket.
                "addressing_style": env.choice(
                    "FILES_S3_ADDRESSING",
                    {"auto", "path", "virtual"},
                    default="path" if FILES_ENDPOINT else "auto",
                ),
                "region_name": env.text("FILES_S3_REGION", "") or None,
                "file_overwrite": True,
                "default_acl": None,
                "querystring_expire": 300,
            },
        }
        if FILES_BUCKET
        else {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": DATA / "files"},
        }
    ),
    "staticfiles": {
        "BACKEND": (
            "whitenoise.storage.CompressedManifestStaticFilesStorage"
            if PRODUCTION
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        )
    },
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * 1024 * 1024
# Words in listings' pictures are read, with the packages of requirements-ocr.txt.
READ_WORDS_IN_PICTURES = env.flag("READ_WORDS_IN_PICTURES", default=False)
if READ_WORDS_IN_PICTURES and find_spec("rapidocr") is None:
    raise ImproperlyConfigured("READ_WORDS_IN_PICTURES needs the packages of requirements-ocr.txt")
EVIDENCE_MAX_BYTES = env.number("EVIDENCE_MAX_MEGABYTES", default=25, least=1) * 1024 * 1024
# All files of one form together. More go in several steps: what has arrived stays in the form.
REQUEST_MAX_BYTES = 5 * EVIDENCE_MAX_BYTES
STATIC_URL = "/static/"
# Only production collects them; otherwise they are served from where they are.
STATIC_ROOT = Path(env.text("STATIC_ROOT", str(DATA / "static"))) if PRODUCTION else None
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = False

EMAIL_TIMEOUT_SECONDS = env.number("EMAIL_TIMEOUT_SECONDS", default=10, least=1)
_mail = env.address("EMAIL_URL", None if PRODUCTION else "file://local")
MAILERS = {
    "default": (
        {
            "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "OPTIONS": {"file_path": str(DATA / "mail")},
        }
        if _mail.scheme == "file"
        else {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {
                "host": _mail.host,
                "port": _mail.port or 25,
                "username": _mail.user,
                "password": _mail.password,
                "use_tls": _mail.scheme == "smtp+tls",
                "timeout": EMAIL_TIMEOUT_SECONDS,
            },
        }
    )
}
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", "Assay <no-reply@localhost>" if not PRODUCTION else None)
# Whom people ask who cannot go on: a mail address or a page. Shown under "Help", which offers none where it is empty.
SUPPORT_CONTACT = env.text("SUPPORT_CONTACT", "" if PRODUCTION else "support@localhost")

# --- browser walls ---------------------------------------------------------------------------------------
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
if PRODUCTION:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT", default=True)
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

# --- language, time --------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("zh-hans", "简体中文")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["portal.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- API -------------------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["accounts.api.parsing.StrictJSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_SCHEMA_CLASS": "accounts.api.schema.Operation",
    "EXCEPTION_HANDLER": "accounts.api.problems.answer_problem",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Assay API",
    "DESCRIPTION": "File complaints, follow their listings, keep rights, be told what happens: the same services as in the browser.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVERS": [{"url": ORIGIN}],
    "COMPONENT_SPLIT_REQUEST": True,
    # Our choices are words already; the list of them stands in `enum`.
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "PREPROCESSING_HOOKS": ["accounts.api.schema.only_version_one"],
    "POSTPROCESSING_HOOKS": ["accounts.api.schema.describe_problems"],
    "APPEND_COMPONENTS": {"securitySchemes": {"key": {"type": "http", "scheme": "bearer"}}},
    "SECURITY": [{"key": []}],
}
API_REQUESTS_PER_MINUTE_OF_KEY = env.number("API_REQUESTS_PER_MINUTE_OF_KEY", default=600, least=1)
API_REQUESTS_PER_MINUTE_OF_BRAND = env.number("API_REQUESTS_PER_MINUTE_OF_BRAND", default=1800, least=1)
# A request brings thousands of listings.
API_REQUESTS_PER_MINUTE_OF_FEED_KEY = env.number("API_REQUESTS_PER_MINUTE_OF_FEED_KEY", default=60, least=1)
API_LIMIT_PREFIX = "api-limit:"

# --- webhooks (docs/adr/0008-webhooks-and-feed.md) ---------------------------------------------------------
# Whether endpoints may be on this machine: for development and tests, where receivers are.
WEBHOOK_LOOPBACK = env.flag("WEBHOOK_LOOPBACK", default=not PRODUCTION)
if PRODUCTION and WEBHOOK_LOOPBACK:
    raise ImproperlyConfigured(
        "WEBHOOK_LOOPBACK must be no in production: webhooks would reach our own services."
    )

# --- marketplaces ----------------------------------------------------------------------------------------
# Account → secret that signs our requests, as "account=secret, account=secret". Never in a database row.
MARKETPLACE_SECRETS = env.pairs("MARKETPLACE_SECRETS")
# Where the simulated marketplace of development and the demo runs, and the secret of its control API.
MARKETPLACE_URL = env.text("MARKETPLACE_URL", "http://localhost:8001")
MARKETPLACE_SECRET = env.text("MARKETPLACE_SECRET", "")
MARKETPLACE_TIMEOUT_SECONDS = env.number("MARKETPLACE_TIMEOUT_SECONDS", default=2, least=1)
# How long after we have given up waiting for its answer an order may still take effect there.
MARKETPLACE_IN_FLIGHT_SECONDS = env.number(
    "MARKETPLACE_IN_FLIGHT_SECONDS", default=3 * MARKETPLACE_TIMEOUT_SECONDS, least=1
)

# --- observing (docs/adr/0025) ---------------------------------------------------------------------------
# Whoever has it may read /metrics; without one there is no such page.
METRICS_TOKEN = env.text("METRICS_TOKEN", "")
# Touched by relay, scheduler and workers while they are well, for whoever watches them.
HEARTBEAT_FILE = env.text("HEARTBEAT_FILE", "")
SENTRY_DSN = env.text("SENTRY_DSN", "")
# OpenTelemetry's own name for it; the library reads the others of that family by itself.
OTEL_EXPORTER_OTLP_ENDPOINT = env.text("OTEL_EXPORTER_OTLP_ENDPOINT", "")
if SENTRY_DSN and find_spec("sentry_sdk") is None:
    raise ImproperlyConfigured("SENTRY_DSN needs the packages of requirements-sentry.txt")
if OTEL_EXPORTER_OTLP_ENDPOINT and find_spec("opentelemetry") is None:
    raise ImproperlyConfigured("OTEL_EXPORTER_OTLP_ENDPOINT needs the packages of requirements-telemetry.txt")
LOG_FORMAT = env.choice("LOG_FORMAT", {"line", "json"}, default="json" if PRODUCTION else "line")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "portal.logs.RequestIdFilter"}},
    "formatters": {
        "line": {
            "class": "portal.logs.LineFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s [%(request_id)s] %(message)s",
        },
        "json": {"()": "portal.logs.JsonFormatter"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT, "filters": ["request_id"]}
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    # httpx writes one line a request, with its URL: too much, and seller links are in some.
    "loggers": {"httpx": {"level": "WARNING"}},
}
