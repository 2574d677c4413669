from celery import shared_task

from budgets.grants.actions.deciding import remind
from budgets.grants.actions.money import payment_came
from budgets.grants.models import Application
from budgets.grants.queries import PAID_JOB
from wijkportaal.foundation.jobs.actions import Work
from wijkportaal.foundation.jobs.registry import handles


@shared_task(name="grants.remind")
def remind_task() -> None:
    """Remind who must decide, answer or account; the clock asks a few times a day, a letter goes once."""
    remind()


@handles(PAID_JOB)
def follow_payment(work: Work, *, pk: int) -> None:
    """Let an application go on after the bank paid; where it is already, nothing happens."""
    with work.finishing():
        payment_came(Application.objects.get(pk=pk))
