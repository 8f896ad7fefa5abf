"""Settings of TSM: one file, grouped by room. Nothing else reads the environment."""

from pathlib import Path

import environ

ROOT = Path(__file__).resolve().parent.parent
env = environ.Env()

# --- Kind of running ------------------------------------------------------------------------------------------------
# TSM_HOME holds what a run keeps outside its database: keys, bell folder, logs.
HOME = Path(env.str("TSM_HOME", default=str(ROOT / ".demo"))).resolve()
TSM_DEMO = env.bool("TSM_DEMO", default=False)

# From the environment, or from the file that the demo makes in its folder; with neither nothing starts.
SECRET_KEY_FILE = HOME / "secret.key"
SECRET_KEY = env.str("TSM_SECRET_KEY", default="") or (SECRET_KEY_FILE.read_text() if SECRET_KEY_FILE.exists() else "")
DEBUG = False
ALLOWED_HOSTS = env.list("TSM_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("TSM_ORIGINS", default=[])
SECURE_COOKIES = env.bool("TSM_HTTPS", default=False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_COOKIES

# --- Applications ---------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "tsm_site.administration.TsmAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",  # its widgets, under the field templates of templates/django/forms
    "django_htmx",
    "template_partials",
    "ninja",
    "audit",
    "accounts",
    "directory",
    "remoting",
    "tsm_site",
]
MIDDLEWARE = [
    "tsm_site.policy.content_security_policy",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.idle.idle",  # ends sessions after 15 minutes without an act and after 12 hours
    "accounts.preferences.preferences",  # language, time zone of the person who is signed in
    "tsm_site.null_characters.refuse_null_characters",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tsm_site.recent.recent",  # what somebody opened last, for the home page
]
ROOT_URLCONF = "tsm_site.urls"
WSGI_APPLICATION = "tsm_site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tsm_site.frame.frame",  # what base.html shows on every page
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- Database -------------------------------------------------------------------------------------------------------
DATABASES = {"default": env.db_url("TSM_DATABASE_URL", default=f"sqlite:///{HOME / 'tsm.sqlite3'}")}
ATOMIC_REQUESTS = False  # A refusal is recorded in a transaction of its own.
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # A connection lasts a request: the mapped file is the cache that they share.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON; "
        "PRAGMA mmap_size=2000000000; PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY;",
    }
else:
    DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "tsm_cache",
        # Counts of tries live here: with the usual 300 rows, trying many names would push them out.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# --- Pages ----------------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch")]
LOCALE_PATHS = [ROOT / "tsm_site" / "locale"]
TIME_ZONE = env.str("TSM_TIME_ZONE", default="Europe/Berlin")
USE_TZ = True
STATIC_URL = "/static/"
STATICFILES_DIRS = [ROOT / "static"]
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "tsm_site.static_files.HashedStorage"},
}

MESSAGE_TAGS = {20: "info", 25: "ok", 30: "warn", 40: "bad"}  # Levels of django.contrib.messages as toasts draw them.
CSRF_FAILURE_VIEW = "tsm_site.failures.expired_form"

# --- accounts -------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = "home"
SESSION_COOKIE_AGE = 12 * 3600
TSM_SESSION_IDLE = env.int("TSM_SESSION_IDLE", default=15 * 60)  # seconds
TSM_SIGN_IN_TRIES = env.int("TSM_SIGN_IN_TRIES", default=4)  # in 15 minutes; below the domain's lock-out threshold
TSM_PROXIES = env.int("TSM_PROXIES", default=0)  # reverse proxies of ours in front: how much of X-Forwarded-For is true
TSM_PROOF_AGE = 300  # seconds for which a proof of identity counts
# Keys of sealed secrets (accounts/sealed.py). A process gets the path of the private key it may use and no other.
TSM_KEYS = Path(env.str("TSM_KEYS", default=str(HOME / "keys")))
TSM_WORKER_PRIVATE_KEYS = env.str("TSM_WORKER_PRIVATE_KEYS", default="")
TSM_WEB_PRIVATE_KEYS = env.str("TSM_WEB_PRIVATE_KEYS", default="")

# --- audit ----------------------------------------------------------------------------------------------------------
# Words for what stands in the trail, by dotted path: the trail imports no later room.
TSM_OPERATION_TITLE = "remoting.jobs.labels.title_named"
TSM_ATTRIBUTE_LABEL = "remoting.jobs.labels.attribute_label"
TSM_VALUE_WORDS = "remoting.jobs.effects.said"

# --- directory ------------------------------------------------------------------------------------------------------
TSM_DIRECTORY_SOURCE = env.str("TSM_DIRECTORY_SOURCE", default="remoting.simulated.source.EmbeddedSource")

# Packages whose modules hold a REPORT (directory/reports/__init__.py).
TSM_REPORT_PACKAGES = ["directory.reports", "remoting.reports"]

# --- remoting -------------------------------------------------------------------------------------------------------
TSM_POWERSHELL = ROOT / "powershell"
TSM_TRANSPORT = env.str("TSM_TRANSPORT", default="remoting.transports.simulated.SimulatedTransport")
TSM_TICKET_REQUIRED = env.bool("TSM_TICKET_REQUIRED", default=False)
TSM_SEED = env.int("TSM_SEED", default=2026)  # of the simulated domain
TSM_PEOPLE = env.int("TSM_PEOPLE", default=2000)
TSM_SIMULATED_SECONDS = env.float("TSM_SIMULATED_SECONDS", default=0.4)  # how long a simulated server thinks

# --- Retention, in days ---------------------------------------------------------------------------------------------
TSM_KEEP_JOBS = env.int("TSM_KEEP_JOBS", default=400)
TSM_KEEP_EVENTS = env.int("TSM_KEEP_EVENTS", default=30)
TSM_KEEP_RESULTS = env.int("TSM_KEEP_RESULTS", default=1)
TSM_KEEP_REPORTS = env.int("TSM_KEEP_REPORTS", default=400)

# --- Celery: the bell -----------------------------------------------------------------------------------------------
CELERY_BROKER_URL = env.str("TSM_BROKER_URL", default="tsmfs://localhost")  # kombu warns where no host is named
CELERY_TASK_DEFAULT_QUEUE = "tsm"
if CELERY_BROKER_URL.startswith("tsmfs:"):
    BELL = str(HOME / "bell")
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": BELL,
        "data_folder_out": BELL,
        "control_folder": str(HOME / "bell-control"),
        "polling_interval": 0.05,
    }
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
# The one static entry: what runs when is told by rows (remoting/schedules), this only asks them.
CELERY_BEAT_SCHEDULE = {"tick": {"task": "remoting.schedules.tasks.tick", "schedule": 15.0}}
# Nothing asks workers anything: whether one works is told by its rows in the database. So no messages to all of them.
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False

# --- Logs: to standard error, where systemd or the demo's supervisor keeps them --------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {"django": {"handlers": [], "propagate": True}},
}

# --- Mail -----------------------------------------------------------------------------------------------------------
vars().update(env.email_url("TSM_MAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = env.str("TSM_MAIL_FROM", default="tsm@localhost")
