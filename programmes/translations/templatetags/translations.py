from django import template

from programmes.yearly.models import Programme

register = template.Library()


@register.inclusion_tag("translations/_link.html", takes_context=True)
def translations_link(context, programme: Programme) -> dict:
    """The way from the workspace of a programme to its translations. No query of its own."""
    may_translate = context["request"].user.has_perm("translations.translate", programme)
    return {"programme": programme, "may_translate": may_translate}
