from tests.portal.demonstration.conftest import loaded_gemeente, rietwolde  # noqa: F401
