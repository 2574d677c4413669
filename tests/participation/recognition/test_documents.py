import io

import pypdf
import pytest
from PIL import Image

from participation.recognition.documents import print_kit
from tests.factories.recognition import make_panel, recruitment_for
from tests.factories.territory import AreaFactory, square
from wijkportaal.foundation.branding.models import Gemeente
from wijkportaal.foundation.documents.previews import draw_png

pytestmark = pytest.mark.django_db


def test_poster_flyer_and_picture_say_where_to_join():
    area = AreaFactory(name="Noord", border=square(5.0, 53.0, 0.02))
    made = recruitment_for(make_panel(area, board=1, name="Panel Noord"))
    kit = print_kit(made, Gemeente(name="Gemeente Lelieveld"), area)
    sizes = {}
    for name, (content, pages) in kit.items():
        page = pypdf.PdfReader(io.BytesIO(content)).pages[0]
        sizes[name] = (pages, round(page.mediabox.width), round(page.mediabox.height))
        text = " ".join(page.extract_text().split())
        assert "Panel Noord" in text
        assert f"/organisaties/{made.organisation.slug}/meedoen" in text.replace(" ", "")
    assert sizes == {"poster": (1, 595, 842), "flyer": (1, 421, 595), "square": (1, 765, 765)}
    assert Image.open(io.BytesIO(draw_png(kit["square"][0], 1, width=1080))).size == (1080, 1080)
