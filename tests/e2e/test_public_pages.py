"""What everybody may see, and the pages of one's own account (tests/e2e/walk.py says how)."""

from tests.e2e.walk import faults_for, person_called, prove_it_is_me


def test_public_pages_are_accessible_and_fit(demonstration, open_page, sign_in, axe, html_checker):
    wrong = faults_for("visitor", open_page(), axe, html_checker)
    page, person = open_page(), person_called("financieel")
    sign_in(page, person)
    prove_it_is_me(page, person)
    wrong += faults_for("financieel", page, axe, html_checker)
    assert not wrong, "\n".join(wrong)
