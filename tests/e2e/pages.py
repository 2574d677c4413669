"""What a browser test may say about a page."""

import pytest

# A phone and a laptop: every page must be good at both.
WIDTHS = (360, 1280)
at_both_widths = pytest.mark.parametrize("viewport_width", WIDTHS, indirect=True)
