"""What residents of Rietwolde reported, and how it was judged: one case in each state."""

from participation.initiatives.actions import talking
from participation.initiatives.models import Initiative
from participation.moderation.actions import appeal, judge, remove_piece, report
from participation.moderation.models import Case, Reason
from wijkportaal.foundation.people.models import Person

# What the neighbour wrote, why it was removed, what they say to that, and how it ended.
REMOVED = (
    ("Onzin. Die mensen van nummer 12 willen alleen zelf een tuin.", "Dit gaat over buren en niet over het plan.", "Ik noem niemand bij naam. Ik vind alleen dat een tuin voor iedereen moet zijn.", "", ""),
    ("Te koop: een grasmaaier, bijna nieuw.", "Dit is reclame.", "", "", ""),
    ("Wie dit bedenkt, is niet goed wijs.", "Dit is beledigend.", "Het was een grapje.", "uphold", "Een grapje kan ook pijn doen."),
    ("Bel mij als u wilt helpen, ik ben overdag thuis.", "Zet geen gegevens van uzelf op de site.", "Er staat geen nummer bij.", "restore", ""),
)  # fmt: skip


def judge_reports(
    garden: Initiative, *, manager: Person, colleague: Person, resident: Person, writer: Person
) -> None:
    """Report things about an initiative and judge most of them; the colleague gives the second judgements."""
    for words, reason, why_not, end, second in REMOVED:
        comment = talking.write_comment(garden, words, is_question=False, shows_name=False, by=writer)
        case: Case = remove_piece("reactie", str(comment.pk), reason=reason, by=manager)
        if why_not:
            appeal(case, why_not)
        if end:
            judge(case, end, by=colleague, reason=second)
    shown = garden.comments.filter(state="shown").first()
    report("reactie", str(shown.pk), reason=Reason.SPAM, words="Voor gereedschap.", by=resident)
    report("initiatieffoto", garden.public_id, reason=Reason.CHILD, words="Links, met de emmer.", by=None)
    old = report("initiatief", garden.public_id, reason=Reason.UNTRUE, words="", by=None)
    judge(old, "keep", by=manager)
    others = Initiative.objects.filter(area=garden.area, picture__isnull=False, published_at__isnull=False)
    other = others.exclude(pk=garden.pk).exclude(picture=garden.picture).order_by("pk").first() or garden
    photo = report(
        "initiatieffoto", other.public_id, reason=Reason.ON_PHOTO, words="Ik loop rechts.", by=None
    )
    judge(photo, "blur", by=manager, cells=[(7, 0)])
    if other == garden:
        report("initiatieffoto", garden.public_id, reason=Reason.CHILD, words="Links, met de emmer.", by=None)
