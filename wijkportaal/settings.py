"""Settings of the portal. What an installation may choose comes from `wijkportaal.environment`."""

import gc
import os
import sys
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from wijkportaal.environment import setting
from wijkportaal.foundation.languages.states import DUTCH
from wijkportaal.foundation.languages.states import LANGUAGES as SPOKEN
from wijkportaal.foundation.operations import logs, metrics
from wijkportaal.menus import NAVIGATION  # noqa: F401 - a setting of its own
from wijkportaal.schedule import SCHEDULE

# Reading the portal makes a million objects that all stay. As often as Python does, its collector would walk them again
# and again and find nothing: a quarter of the time to start.
gc.set_threshold(50_000, 20, 100)

BASE_DIR = Path(__file__).resolve().parent.parent

SECRET_KEY = setting("PORTAAL_SECRET_KEY")
DEBUG = setting("PORTAAL_DEBUG")
DEMO = setting("PORTAAL_DEMO")
HTTPS = setting("PORTAAL_HTTPS")
PORTAL_URL = setting("PORTAAL_URL").rstrip("/")
ALLOWED_HOSTS = setting("PORTAAL_HOSTS")
CSRF_TRUSTED_ORIGINS = [PORTAL_URL]
if DEMO and HTTPS:
    raise ImproperlyConfigured(
        "PORTAAL_DEMO has sign-ins with known passwords; it cannot go with PORTAAL_HTTPS."
    )

# --- The house: rooms of each floor, lowest last (see docs/architecture.md) ------------------------------
ROOMS = [
    # The roof
    "wijkportaal.portal.demonstration",
    "wijkportaal.portal.home",
    "wijkportaal.portal.opendata",
    "wijkportaal.portal.api",
    "wijkportaal.portal.webhooks",
    "wijkportaal.portal.administration",
    "wijkportaal.portal.visitations",
    "wijkportaal.portal.questions",
    "wijkportaal.portal.visits",
    "wijkportaal.portal.steering",
    "wijkportaal.portal.search",
    "wijkportaal.portal.trail",
    # Programmes
    "programmes.printruns",
    "programmes.editions",
    "programmes.cycle",
    "programmes.analysis",
    "programmes.evaluations",
    "programmes.commitments",
    "programmes.origins",
    "programmes.contributions",
    "programmes.translations",
    "programmes.yearly",
    "programmes.focus",
    "programmes.approaches",
    "programmes.sheets",
    "programmes.progress",
    "programmes.projects",
    "programmes.visions",
    # Budgets
    "budgets.flows",
    "budgets.openbook",
    "budgets.books",
    "budgets.allocations",
    "budgets.vouchers",
    "budgets.grants",
    "budgets.objections",
    "budgets.payments",
    "budgets.decisions",
    "budgets.ledger",
    "budgets.staffels",
    # Participation
    "participation.voting",
    "participation.consultations",
    "participation.ideas",
    "participation.meetings",
    "participation.surveys",
    "participation.taskgroups",
    "participation.stewardship",
    "participation.initiatives",
    "participation.exchange",
    "participation.signals",
    "participation.neighbours",
    "participation.moderation",
    "participation.reach",
    "participation.asks",
    "participation.recognition",
    "participation.subscriptions",
    # Areas
    "areas.imports",
    "areas.reforms",
    "areas.addresses",
    "areas.organisations",
    "areas.themes",
    "areas.roles",
    "areas.figures",
    "areas.territory",
    # Foundation
    "wijkportaal.foundation.api",
    "wijkportaal.foundation.backups",
    "wijkportaal.foundation.privacy",
    "wijkportaal.foundation.operations",
    "wijkportaal.foundation.branding",
    "wijkportaal.foundation.documents",
    "wijkportaal.foundation.editing",
    "wijkportaal.foundation.richtext",
    "wijkportaal.foundation.pictures",
    "wijkportaal.foundation.files",
    "wijkportaal.foundation.people",
    "wijkportaal.foundation.mail",
    "wijkportaal.foundation.jobs",
    "wijkportaal.foundation.transitions",
    "wijkportaal.foundation.audit",
    "wijkportaal.foundation.components",
    "wijkportaal.foundation.charts",
    "wijkportaal.foundation.money",
    "wijkportaal.foundation.languages",
]

INSTALLED_APPS = [
    *ROOMS,
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_cotton.apps.SimpleAppConfig",
    "django_filters",
    "django_htmx",
    "django_prose_editor",
    "pgtrigger",
    "pghistory",
    "rules.apps.AutodiscoverRulesConfig",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "wijkportaal.foundation.languages.middleware.LanguageMiddleware",
    "wijkportaal.foundation.operations.middleware.LogMiddleware",
    "wijkportaal.foundation.operations.middleware.MetricsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "wijkportaal.foundation.operations.middleware.HeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "wijkportaal.foundation.operations.caching.PublicPageMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "wijkportaal.foundation.audit.middleware.OriginMiddleware",
    "areas.territory.middleware.NewDayMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "areas.roles.middleware.SecondFactorMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "wijkportaal.urls"
WSGI_APPLICATION = "wijkportaal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "django.templatetags.i18n",
                "wijkportaal.foundation.languages.templatetags.languages",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wijkportaal.foundation.components.context.frontend",
                "wijkportaal.foundation.branding.context.gemeente",
            ],
        },
    },
]
FORM_RENDERER = "wijkportaal.foundation.components.forms.PortalRenderer"
COTTON_SNAKE_CASED_NAMES = False
# A component reads only what it is given and what the context processors add.
COTTON_ISOLATE_BY_DEFAULT = True


# --- Data -------------------------------------------------------------------------------------------------
def database(url: str) -> dict:
    """Return Django's connection settings for a `postgresql://` address (`?host=` is a socket folder)."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ImproperlyConfigured("PORTAAL_DATABASE_URL must start with postgresql://")
    query = parse_qs(parts.query)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", [parts.hostname or ""])[0],
        "PORT": query.get("port", [parts.port or ""])[0],
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


DATABASES = {"default": database(setting("PORTAAL_DATABASE_URL"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = setting("PORTAAL_REDIS_URL")
CACHES = {
    "default": {"BACKEND": "wijkportaal.foundation.operations.redis_cache.PortalCache", "LOCATION": REDIS_URL}
}
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"

MEDIA_ROOT = Path(setting("PORTAAL_MEDIA_ROOT")).resolve()
MEDIA_URL = "/media/"
STATIC_URL = "/static/"
STATIC_ROOT = Path(setting("PORTAAL_STATIC_ROOT")).resolve()
STATICFILES_DIRS = [BASE_DIR / "static"]
# Collected files carry their checksum in their name and never go stale; a checkout serves its own folder.
COLLECTED = "collectstatic" in sys.argv or (STATIC_ROOT / "staticfiles.json").exists()
WHITENOISE_USE_FINDERS = not COLLECTED
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if COLLECTED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
if setting("PORTAAL_STORAGE_BUCKET"):
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": setting("PORTAAL_STORAGE_BUCKET"),
            "endpoint_url": setting("PORTAAL_STORAGE_ENDPOINT") or None,
            "access_key": setting("PORTAAL_STORAGE_KEY"),
            "secret_key": setting("PORTAAL_STORAGE_SECRET"),
            "default_acl": None,
            "file_overwrite": False,
        },
    }
FILE_UPLOAD_PERMISSIONS = 0o640
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# --- Language and time ------------------------------------------------------------------------------------
LANGUAGE_CODE = DUTCH
LANGUAGES = list(SPOKEN.items())
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["wijkportaal.foundation.languages.formats"]
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True
APPEND_SLASH = False
USE_THOUSAND_SEPARATOR = True

# --- People -----------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "wijkportaal.foundation.people.backends.SignInBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "portal:workspace"
LOGOUT_REDIRECT_URL = "portal:home"
ACCOUNT_ADAPTER = "wijkportaal.foundation.people.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# True is: as long as SESSION_COOKIE_AGE, a working day; it does not end when a phone closes its browser.
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/300s/key",
    "request_login_code": "20/m/ip,3/m/key",
    "signup": "20/m/ip",
    "reset_password": "20/m/ip,5/m/key",
    "change_password": "5/m/user",
    "manage_email": "10/m/user",
    "reauthenticate": "10/m/user",
    "confirm_email": "1/10s/key",
}
_FORMS = "wijkportaal.foundation.people.forms"
ACCOUNT_FORMS = {
    "login": f"{_FORMS}.LoginForm",
    "request_login_code": f"{_FORMS}.RequestCodeForm",
    "confirm_login_code": f"{_FORMS}.ConfirmLoginCodeForm",
    "signup": f"{_FORMS}.SignupForm",
    "confirm_email_verification_code": f"{_FORMS}.ConfirmEmailCodeForm",
    "add_email": f"{_FORMS}.ChangeEmailForm",
    "change_email": f"{_FORMS}.CorrectEmailForm",
    "change_password": f"{_FORMS}.ChangePasswordForm",
    "set_password": f"{_FORMS}.SetPasswordForm",
    "reset_password": f"{_FORMS}.RequestResetForm",
    "reset_password_from_key": f"{_FORMS}.NewPasswordForm",
    "confirm_password_reset_code": f"{_FORMS}.ConfirmResetCodeForm",
    "reauthenticate": f"{_FORMS}.ReauthenticateForm",
}
# Staff cannot work without a second factor, except in the demonstration (areas/roles/middleware.py).
FORCE_SECOND_FACTOR = not DEMO
MFA_ADAPTER = "areas.roles.adapters.StaffMFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
# Browsers give passkeys on HTTPS only, and on localhost for who tries the portal out.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
MFA_FORMS = {
    "authenticate": f"{_FORMS}.AuthenticateForm",
    "reauthenticate": f"{_FORMS}.ReauthenticateWithCodeForm",
    "activate_totp": f"{_FORMS}.ActivateTOTPForm",
    "add_webauthn": f"{_FORMS}.AddPasskeyForm",
}
# The gemeente's own provider (OpenID Connect). An account there becomes the person with the same verified
# address; it never brings a role along.
SOCIALACCOUNT_ADAPTER = "wijkportaal.foundation.people.adapters.SocialAccountAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_AUTO_SIGNUP = True
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_STORE_TOKENS = False
OIDC_ACR = setting("PORTAAL_OIDC_ACR")
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": []}}
if setting("PORTAAL_OIDC_ID"):
    SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"] = [
        {
            "provider_id": setting("PORTAAL_OIDC_ID"),
            "name": setting("PORTAAL_OIDC_NAME"),
            "client_id": setting("PORTAAL_OIDC_CLIENT"),
            "secret": setting("PORTAAL_OIDC_SECRET"),
            "settings": {
                "server_url": setting("PORTAAL_OIDC_URL"),
                "auth_params": {"acr_values": " ".join(OIDC_ACR)} if OIDC_ACR else {},
            },
        }
    ]

# --- Safety -----------------------------------------------------------------------------------------------
TILE_HOST = "https://service.pdok.nl"
TILE_ADDRESS = (
    f"{TILE_HOST}/brt/achtergrondkaart/wmts/v2_0/standaard/EPSG:3857/{{z}}/{{x}}/{{y}}.png"
    if setting("PORTAAL_TILES")
    else ""
)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *([TILE_HOST] if setting("PORTAAL_TILES") else [])],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "frame-src": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "manifest-src": [SELF],
    }
}
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^gezond$", r"^gereed$"]
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
PROXY_COUNT = ALLAUTH_TRUSTED_PROXY_COUNT = setting("PORTAAL_PROXIES")
if PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# --- Watching over it ---------------------------------------------------------------------------------------
# How long visitors may share a public page that no write has renewed; 0 makes every page anew.
PUBLIC_PAGE_SECONDS = 300
# Whether what residents write shows before somebody looked.
COMMENTS_AFTER = setting("PORTAAL_COMMENTS_AFTER")
# How many residents make a taakgroep.
LEAST_MEMBERS = setting("PORTAAL_TASKGROUP_MEMBERS")
# Within how many working days a question of the raad is answered, by its kind.
QUESTION_TERMS = {
    "technical": setting("PORTAAL_TECHNICAL_QUESTION_DAYS"),
    "written": setting("PORTAAL_WRITTEN_QUESTION_DAYS"),
}
METRICS_TOKEN = setting("PORTAAL_METRICS_TOKEN")
if METRICS_TOKEN:
    metrics.prepare()
METRICS_FOLDER = os.environ.get("PROMETHEUS_MULTIPROC_DIR", "")
SECURITY_CONTACT = setting("PORTAAL_SECURITY_CONTACT")
# Hosts in our own network that webhooks may go to.
WEBHOOK_HOSTS = setting("PORTAAL_WEBHOOK_HOSTS")
logs.configure_structlog()
LOGGING = logs.logging_settings(setting("PORTAAL_LOG_LEVEL"))
RATELIMIT_FAIL_OPEN = True

# --- Mail and background work -----------------------------------------------------------------------------
EMAIL_HOST = setting("PORTAAL_EMAIL_HOST")
EMAIL_PORT = setting("PORTAAL_EMAIL_PORT")
EMAIL_HOST_USER = setting("PORTAAL_EMAIL_USER")
EMAIL_HOST_PASSWORD = setting("PORTAAL_EMAIL_PASSWORD")
EMAIL_USE_TLS = setting("PORTAAL_EMAIL_TLS")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = setting("PORTAAL_EMAIL_FROM")

# Redis addresses on a socket are `redis+socket://` to Celery and `unix://` to redis-py.
CELERY_BROKER_URL = (
    REDIS_URL.replace("unix://", "redis+socket://").replace("?db=", "?virtual_host=")
    if REDIS_URL.startswith("unix:")
    else REDIS_URL
)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_CONCURRENCY = setting("PORTAAL_WORKER_PROCESSES")
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600}
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE = SCHEDULE

# --- API --------------------------------------------------------------------------------------------------
# How much one address, one person, and one person who writes may ask.
API_RATES = {"anyone": "300/m", "known": "1200/m", "writing": "60/m"}
SPECTACULAR_SETTINGS = {
    "OAS_VERSION": "3.0.3",
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "SCHEMA_PATH_PREFIX_TRIM": True,
    "POSTPROCESSING_HOOKS": ["wijkportaal.foundation.api.schema.complete"],
}

# --- Audit ------------------------------------------------------------------------------------------------
PGHISTORY_CREATED_AT_FUNCTION = "CLOCK_TIMESTAMP()"
PGHISTORY_ADMIN_CLASS = None
