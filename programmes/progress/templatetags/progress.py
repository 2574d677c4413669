"""What pages show of how projects go."""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programmes.projects.models import Project

register = template.Library()

WEEK, YEAR = 7, 365


@register.filter
def days_ago(moment: datetime) -> str:
    """Say how long ago something was, in days, weeks or months: what a list of projects needs to know."""
    days = (timezone.localdate() - timezone.localdate(moment)).days
    if days < 1:
        return _("vandaag")
    if days < 2 * WEEK:
        return ngettext("%(number)d dag geleden", "%(number)d dagen geleden", days) % {"number": days}
    if days < 9 * WEEK:
        return _("%(number)d weken geleden") % {"number": days // WEEK}
    return _("%(number)d maanden geleden") % {"number": days * 12 // YEAR}


@register.inclusion_tag("progress/_ask.html", takes_context=True)
def ask_for_report(context, project: Project) -> dict:
    """The button that asks who carries a project how it stands, for who may ask. No query of its own."""
    may_ask = context["user"].has_perm("progress.ask_for_report", project)
    return {"project": project, "may_ask": may_ask, "csrf_token": context.get("csrf_token", "")}
