from celery import shared_task
from django.utils.translation import gettext as _

from participation.subscriptions import actions
from participation.subscriptions.models import News
from wijkportaal.foundation.jobs.actions import request_job
from wijkportaal.foundation.jobs.registry import handles

FOLLOWERS_AT_ONCE, TURNS = 250, 8


@handles("subscriptions.spread_news")
def spread_news(work, *, news: int) -> None:
    """Put news in line for its followers, and start the mail to those who want it at once."""
    with work.finishing():
        if found := News.objects.filter(pk=news).first():
            actions.spread_news(found)
            actions.request_digests()


@handles("subscriptions.send_digests")
def send_digests(work) -> None:
    """Write the mail of some followers, and ask for the next turn: other work comes in between."""
    more = True
    for _turn in range(TURNS):
        more = actions.send_digests(limit=FOLLOWERS_AT_ONCE)
        if not more:
            break
        work.report()
    with work.finishing():
        if more:
            # Without the key: this job is open until the end of this transaction and would be the answer.
            request_job("subscriptions.send_digests", subject=_("Mail aan volgers"))


@shared_task(name="subscriptions.request_digests")
def request_digests() -> None:
    """Send what is due by now; the clock asks every minute."""
    actions.request_digests()


@shared_task(name="subscriptions.stop_refused")
def stop_refused() -> None:
    """Stop the mail to addresses that the mail relay refused."""
    actions.stop_refused()
