"""The pages of the workspace, for who works in one area and for who works in all (tests/e2e/walk.py says how)."""

from tests.e2e.walk import faults_for, person_called


def test_pages_of_the_workspace_are_accessible_and_fit(demonstration, open_page, sign_in, axe, html_checker):
    wrong = []
    for visitor in ("wijkmanager", "beheerder", "vakafdeling", "penningmeester", "wijkwethouder"):
        page = open_page()
        sign_in(page, person_called(visitor))
        wrong += faults_for(visitor, page, axe, html_checker)
    assert not wrong, "\n".join(wrong)
