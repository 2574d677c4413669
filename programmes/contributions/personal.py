"""What contributions to a programme hold of people: who did something in their work."""

from programmes.contributions.models import Amendment, Remark, Reply
from wijkportaal.foundation.privacy.registry import work

work(Amendment, "by")
work(Remark, "by", "resolved_by")
work(Reply, "by")
