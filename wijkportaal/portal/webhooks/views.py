"""The pages of the beheerder: webhooks, and the log of what went there."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from wijkportaal.foundation.people.access import requires
from wijkportaal.foundation.transitions.states import TransitionRefused
from wijkportaal.portal.webhooks.actions import delivering, hooks
from wijkportaal.portal.webhooks.forms import WebhookForm
from wijkportaal.portal.webhooks.models import HookDelivery, Webhook
from wijkportaal.portal.webhooks.queries import log_of, webhooks
from wijkportaal.portal.webhooks.sources import KINDS, TEST

PAGE_SIZE = 25
UNPROCESSABLE = 422
MANAGE = "webhooks.manage"


@never_cache
@requires(MANAGE)
def index(request: HttpRequest) -> HttpResponse:
    """List the webhooks; make one, whose secret is shown this once."""
    form, made, secret = WebhookForm(request.POST or None), None, ""
    if request.method == "POST" and form.is_valid():
        made, secret = hooks.make_webhook(**form.cleaned_data, by=request.user)
        form = WebhookForm()
    context = {"webhooks": list(webhooks()), "form": form, "made": made, "secret": secret}
    return render(request, "webhooks/index.html", context, status=_status(form))


def find_webhook(request: HttpRequest, pk: int) -> Webhook:
    return get_object_or_404(Webhook.objects.select_related("made_by"), pk=pk)


@never_cache
@requires(MANAGE, find_webhook)
def webhook(request: HttpRequest, found: Webhook) -> HttpResponse:
    """Show one webhook with what went there; change it."""
    initial = {"name": found.name, "address": found.address, "kinds": found.kinds}
    form = WebhookForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        hooks.change_webhook(found, **form.cleaned_data, by=request.user)
        messages.success(request, _("Bewaard."))
        return redirect(found)
    return _page(request, found, form)


def _page(request: HttpRequest, found: Webhook, form: WebhookForm, *, secret: str = "") -> HttpResponse:
    page = Paginator(log_of(found), PAGE_SIZE).get_page(request.GET.get("page"))
    for delivery in page:
        delivery.label = KINDS.get(delivery.happening.kind, _("proef"))
    context = {
        "webhook": found,
        "form": form,
        "page": page,
        "secret": secret,
        "told": [KINDS[kind] for kind in found.kinds if kind in KINDS],
        "test": TEST,
    }
    return render(request, "webhooks/webhook.html", context, status=_status(form))


def _status(form: WebhookForm) -> int:
    return UNPROCESSABLE if form.is_bound and form.errors else 200


@require_POST
@requires(MANAGE, find_webhook)
def step(request: HttpRequest, found: Webhook) -> HttpResponse:
    """Switch a webhook on or off, test it, or take it away."""
    asked = request.POST.get("stap", "")
    try:
        if asked == "proef":
            delivering.send_test(found, by=request.user)
            messages.success(
                request, _("Er gaat een proefbericht heen. Ververs de pagina om te zien of het aankwam.")
            )
        elif asked == "weg":
            hooks.remove_webhook(found, by=request.user)
            messages.success(request, _("De webhook %(name)s is weg.") % {"name": found.name})
            return redirect("webhooks:index")
        elif asked in {"switch_on", "switch_off"}:
            hooks.switch(found, asked, by=request.user)
            messages.success(
                request, _("De webhook staat aan.") if asked == "switch_on" else _("De webhook staat uit.")
            )
    except TransitionRefused as refused:
        messages.error(request, str(refused))
    return redirect(found)


@never_cache
@require_POST
@requires(MANAGE, find_webhook)
def renew_secret(request: HttpRequest, found: Webhook) -> HttpResponse:
    """Give a webhook another secret and show it this once."""
    secret = hooks.renew_secret(found, by=request.user)
    initial = {"name": found.name, "address": found.address, "kinds": found.kinds}
    return _page(request, found, WebhookForm(initial=initial), secret=secret)


def find_delivery(request: HttpRequest, pk: int) -> HookDelivery:
    return get_object_or_404(HookDelivery.objects.select_related("webhook"), pk=pk)


@require_POST
@requires(MANAGE, find_delivery)
def try_again(request: HttpRequest, delivery: HookDelivery) -> HttpResponse:
    """Send a message once more."""
    try:
        delivering.try_again(delivery, by=request.user)
        messages.success(request, _("Het wordt opnieuw gestuurd."))
    except TransitionRefused as refused:
        messages.error(request, str(refused))
    return redirect(delivery.webhook)
