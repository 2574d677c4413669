from django import template
from django.db.models import Model
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag(takes_context=True)
def history_link(context, obj: Model) -> str:
    """Link to the history of an object, for those who may see it."""
    if not context["request"].user.has_perm("audit.view_history", obj):
        return ""
    address = reverse("audit:history", args=[obj._meta.label_lower, obj.pk])
    return format_html('<a class="nl-link history-link" href="{}">{}</a>', address, _("Geschiedenis"))
