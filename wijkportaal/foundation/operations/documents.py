from django.conf import settings

from wijkportaal.foundation.operations.queries import Readiness, backlog, readiness


def exposition() -> tuple[bytes, str]:
    """Return the numbers in Prometheus' format, and its content type."""
    # Imported here: which way it counts is decided at import, see metrics.prepare.
    from prometheus_client import CollectorRegistry, exposition, multiprocess  # noqa: PLC0415

    registry = CollectorRegistry()
    if settings.METRICS_FOLDER:
        multiprocess.MultiProcessCollector(registry, path=settings.METRICS_FOLDER)
    registry.register(_Present())
    return exposition.generate_latest(registry), exposition.CONTENT_TYPE_LATEST


class _Present:
    """What is so at the moment of asking, whoever asks: it needs no counting."""

    def collect(self):
        from prometheus_client.core import GaugeMetricFamily  # noqa: PLC0415

        state: Readiness = readiness()
        up = GaugeMetricFamily("portaal_up", "Whether a service answers", labels=["service"])
        for service in ("database", "redis", "worker"):
            up.add_metric([service], float(getattr(state, service)))
        yield up
        if not state.database:
            return
        waiting = backlog()
        jobs = GaugeMetricFamily("portaal_jobs", "Jobs by state", labels=["state"])
        for name, number in waiting.jobs.items():
            jobs.add_metric([name], number)
        yield jobs
        yield GaugeMetricFamily(
            "portaal_oldest_job_seconds", "How long the oldest due job has waited", waiting.oldest_seconds
        )
        yield GaugeMetricFamily("portaal_unsent_letters", "Letters in the outbox", waiting.letters)
