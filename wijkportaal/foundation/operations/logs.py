"""The log: one JSON object a line on standard output, without personal data.

A person is a number, an address on the portal is its pattern (`wijken/<slug:code>`), query strings are left
out, and e-mail addresses that an error message quotes are struck out.
"""

import re
from typing import Any

import structlog

EMAIL = re.compile(r"[\w.+%-]+@[\w-]+\.[\w.-]+")
QUERY = re.compile(r"(?<=\w)\?[^\s\"']+")


def without_personal_data(_logger, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    """Strike out e-mail addresses and query strings wherever they stand in a line."""
    return {name: _struck(value) for name, value in event.items()}


def _struck(value: Any) -> Any:
    if isinstance(value, str):
        return QUERY.sub("?…", EMAIL.sub("…@…", value))
    if isinstance(value, dict):
        return {key: _struck(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_struck(item) for item in value]
    return value


# What our own lines and those of libraries both get.
SHARED = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.stdlib.PositionalArgumentsFormatter(),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def configure_structlog() -> None:
    """Let structlog hand its lines to the standard library, which formats all alike."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


def logging_settings(level: str) -> dict[str, Any]:
    """Return Django's LOGGING: all loggers, ours and the libraries', to one JSON stream."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": SHARED,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.format_exc_info,
                    without_personal_data,
                    structlog.processors.JSONRenderer(ensure_ascii=False, default=str),
                ],
            }
        },
        "handlers": {
            "stdout": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "json"}
        },
        "root": {"handlers": ["stdout"], "level": level},
        "loggers": {
            "django": {"handlers": [], "propagate": True, "level": "INFO"},
            # Our own line for each request says more; 404s of scanners say nothing.
            "django.request": {"level": "ERROR"},
            "django.server": {"handlers": [], "propagate": True, "level": "WARNING"},
            "fontTools": {"level": "WARNING"},
            "weasyprint": {"level": "ERROR"},
            "PIL": {"level": "WARNING"},
            "pikepdf": {"level": "WARNING"},
        },
    }
