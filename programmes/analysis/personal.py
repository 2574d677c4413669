"""What buurtanalyses hold of people: what professionals wrote from their own experience."""

from django.utils.translation import gettext_lazy as _

from programmes.analysis.models import Analysis, Experience, Judgement, JudgementRequest, Outcome
from wijkportaal.foundation.privacy.registry import own, work

own(Judgement, "person", label=_("oordelen die u gaf"), shows=("analysis", "theme", "score", "words"))
own(Experience, "person", label=_("ervaringen die u opschreef"), shows=("analysis", "words", "heard"))
own(JudgementRequest, "person", label=_("oordelen die u zijn gevraagd"), shows=("analysis",), goes=True)
work(Analysis, "edited_by")
work(Experience, "edited_by")
work(Judgement, "edited_by")
work(JudgementRequest, "asked_by")
work(Outcome, "edited_by")
