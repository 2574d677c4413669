from PIL import ImageFile

from wijkportaal.foundation.documents import engine


def test_printing_leaves_pillow_strict_about_half_pictures():
    assert engine.HTML is not None
    assert ImageFile.LOAD_TRUNCATED_IMAGES is False
