from django.apps import AppConfig

from wijkportaal.foundation.operations.writing import written_elsewhere


class ApiConfig(AppConfig):
    name = "wijkportaal.portal.api"
    # The room of the foundation has the short one.
    label = "portal_api"

    def ready(self) -> None:
        # By name: only who writes the documents needs all resources.
        written_elsewhere("wijkportaal/portal/api/openapi.json", f"{self.name}.documents.openapi_text")
        written_elsewhere("docs/api-changelog.md", f"{self.name}.documents.changelog_text")
