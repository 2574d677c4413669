"""WeasyPrint, or its absence: without Pango and HarfBuzz on the machine it cannot even be imported.

The portal has to run without them (`./portaal` says which packages to install): only printing says no.
"""

import logging

from django.utils.translation import gettext as _
from PIL import ImageFile

from wijkportaal.foundation.jobs.registry import JobFailed


class PrintUnavailable(JobFailed):
    """No PDF can be made on this machine; trying again does not help."""

    def __init__(self, *_arguments: object, **_options: object) -> None:
        super().__init__(
            _(
                "Een PDF maken kan op deze computer nog niet: er ontbreken systeembibliotheken (Pango en HarfBuzz)."
            )
        )


try:
    import pydyf
    from weasyprint import CSS, Attachment
    from weasyprint.images import RasterImage
    from weasyprint.logger import PROGRESS_LOGGER
    from weasyprint.pdf import tags
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    from wijkportaal.foundation.documents import shortcuts
    from wijkportaal.foundation.documents.shortcuts import HTML

    shortcuts.take()

    # WeasyPrint's import tells Pillow, for the whole process, that half a picture is good enough. Uploads are
    # checked in the same process, and a picture that did not arrive whole must be refused there.
    ImageFile.LOAD_TRUNCATED_IMAGES = False

    _build_tree = tags._build_box_tree

    def _build_tree_in_languages(box, *arguments):
        """Say of each passage in which language it is: the renderer only says it of the document. What a page that
        is written for the last time consists of is let go, so that the rest can have its memory."""
        for element in _build_tree(box, *arguments):
            node = getattr(box, "element", None)
            if node is not None and node.tag not in ("html", "body") and (language := node.get("lang")):
                element["Lang"] = pydyf.String(language)
            yield element
        if getattr(box, "is_done", False):
            box.children = ()

    tags._build_box_tree = _build_tree_in_languages
except OSError:

    def _refuse(*_arguments: object, **_options: object) -> None:
        raise PrintUnavailable

    class URLFetcher:
        """Stands in as a base class."""

        __init__ = _refuse

    CSS = HTML = Attachment = FontConfiguration = RasterImage = URLFetcherResponse = _refuse
    PROGRESS_LOGGER = logging.getLogger("weasyprint.progress")

__all__ = [
    "CSS",
    "HTML",
    "PROGRESS_LOGGER",
    "Attachment",
    "FontConfiguration",
    "PrintUnavailable",
    "RasterImage",
    "URLFetcher",
    "URLFetcherResponse",
]
