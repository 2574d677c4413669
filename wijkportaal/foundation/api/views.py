"""The page with one's own tokens."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from wijkportaal.foundation.api import actions
from wijkportaal.foundation.api.forms import TokenForm
from wijkportaal.foundation.api.queries import tokens_of

UNPROCESSABLE = 422


@never_cache
def tokens(request: HttpRequest) -> HttpResponse:
    """Show one's own tokens; make one, which is shown this once."""
    form, made, text = TokenForm(request.POST or None), None, ""
    if request.method == "POST" and form.is_valid():
        made, text = actions.make_token(**form.cleaned_data, by=request.user)
        form = TokenForm()
    context = {"tokens": list(tokens_of(request.user)), "form": form, "made": made, "text": text}
    status = UNPROCESSABLE if form.is_bound and form.errors else 200
    return render(request, "api/tokens.html", context, status=status)


@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Let one of one's own tokens open nothing any more."""
    token = get_object_or_404(tokens_of(request.user), pk=pk)
    actions.revoke_token(token, by=request.user)
    messages.success(request, _("Het token voor %(name)s werkt niet meer.") % {"name": token.name})
    return redirect("tokens:index")
