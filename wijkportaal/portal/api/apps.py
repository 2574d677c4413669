from django.apps import AppConfig

from wijkportaal.foundation.operations.writing import written_elsewhere


class ApiConfig(AppConfig):
    name = "wijkportaal.portal.api"
    # The room of the foundation has the short one.
    label = "portal_api"

    def ready(self) -> None:
        from wijkportaal.portal.api import documents  # noqa: PLC0415 - needs all models

        written_elsewhere("wijkportaal/portal/api/openapi.json", documents.openapi_text)
        written_elsewhere("docs/api-changelog.md", documents.changelog_text)
