"""What a browser test may say about a page, and the devices that people have."""

import pytest

# A phone and a laptop: every page must be good at both.
WIDTHS = (360, 1280)
at_both_widths = pytest.mark.parametrize("viewport_width", WIDTHS, indirect=True)


def too_wide(page) -> list[str]:
    """Return whether one would have to scroll sideways, once the page is there."""
    page.wait_for_load_state("load")
    wide = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"{wide} px wider than the screen"] if wide > 0 else []


class Device:
    """A telephone or laptop with a fingerprint reader."""

    def __init__(self, page) -> None:
        self.session = page.context.new_cdp_session(page)
        self.session.send("WebAuthn.enable")
        self.number = self.session.send(
            "WebAuthn.addVirtualAuthenticator",
            {
                "options": {
                    "protocol": "ctap2",
                    "transport": "internal",
                    "hasResidentKey": True,
                    "hasUserVerification": True,
                    "isUserVerified": True,
                    "automaticPresenceSimulation": True,
                }
            },
        )["authenticatorId"]

    def knows_the_finger(self, known: bool) -> None:
        self.session.send(
            "WebAuthn.setUserVerified", {"authenticatorId": self.number, "isUserVerified": known}
        )

    @property
    def keys(self) -> list[dict]:
        return self.session.send("WebAuthn.getCredentials", {"authenticatorId": self.number})["credentials"]
