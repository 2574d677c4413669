"""What followers of a project read when something happens to it: one line that stands alone."""

from programmes.projects.calculations import period_label, quarters_later, read_period
from programmes.projects.models import Project, TrailKind, TrailLine
from programmes.projects.states import LIFE_CYCLE
from wijkportaal.foundation.mail.wording import words_of

_ = words_of(__name__)


def news_title(project: Project, line: TrailLine) -> str:
    """Return the news that a line of the trail is."""
    if line.kind == TrailKind.STATE:
        return _("%(title)s: nu %(state)s") % {"title": project.title, "state": LIFE_CYCLE.states[line.new]}
    if line.kind == TrailKind.PERIOD:
        before, after = read_period(line.old), read_period(line.new)
        words = (
            _("%(title)s komt later: %(period)s")
            if quarters_later(before, after)
            else _("%(title)s heeft een nieuwe planning: %(period)s")
        )
        return words % {"title": project.title, "period": period_label(*after)}
    return _("Nieuws over %(title)s") % {"title": project.title}
