from django import template
from django.conf import settings
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from areas.organisations.queries import public_details
from wijkportaal.portal.opendata import previews
from wijkportaal.portal.opendata.previews import as_script

register = template.Library()
# What a search engine shows of a description.
LONGEST = 160


@register.simple_tag(takes_context=True)
def written(context, name: str) -> str:
    """Return what the page wrote in a block, as one line of text: the title of the page is also that of its preview."""
    blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
    block = blocks.get_block(name) if blocks else None
    if block is None:
        return ""
    # Already escaped by the page; what is left without its tags is text for an attribute.
    return SafeString(" ".join(strip_tags(block.render(context)).split()).replace('"', "&quot;"))


@register.filter
def in_short(text: str) -> str:
    """Shorten a text to what a search engine shows."""
    return Truncator(" ".join(strip_tags(str(text or "")).split())).chars(LONGEST)


@register.simple_tag(takes_context=True)
def canonical(context) -> str:
    """Return the address by which this page is known: without what a filter or a letter put behind it."""
    request = context.get("request")
    if request is None:
        return ""
    page = request.GET.get("page", "")
    is_later = page.isascii() and page.isdecimal() and len(page) <= 5 and int(page) > 1
    number = f"?page={page}" if is_later else ""
    return f"{settings.PORTAL_URL}{request.path}{number}"


@register.filter
def full_address(path: str) -> str:
    """Return the full address of a path of ours."""
    return previews.full(path)


@register.simple_tag
def about_gemeente(gemeente) -> SafeString:
    """Tell programs who the gemeente is."""
    return as_script(previews.of_gemeente(gemeente))


@register.simple_tag
def about_area(area) -> SafeString:
    """Tell programs what place this is."""
    return as_script(previews.of_area(area))


@register.simple_tag
def about_project(project) -> SafeString:
    """Tell programs what project this is."""
    return as_script(previews.of_project(project))


@register.simple_tag
def about_programme(programme) -> SafeString:
    """Tell programs what report this is."""
    return as_script(previews.of_programme(programme))


@register.simple_tag
def about_meeting(meeting) -> SafeString:
    """Tell programs when and where this meeting is."""
    return as_script(previews.of_meeting(meeting))


@register.simple_tag
def about_organisation(organisation) -> SafeString:
    """Tell programs what organisation this is, by what it made public."""
    return as_script(previews.of_organisation(organisation, public_details(organisation)))


@register.simple_tag
def about_datasets(offers, licence, gemeente) -> SafeString:
    """Tell programs which datasets there are."""
    found = [
        previews.of_dataset(offer, licence=licence, gemeente=gemeente) for offer in offers if offer.files
    ]
    return (
        as_script({"@type": "DataCatalog", "name": "Open data", "dataset": found})
        if found
        else SafeString("")
    )
