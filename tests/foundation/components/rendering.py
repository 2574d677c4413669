from django.http import HttpRequest
from django.template import Context, RequestContext, Template
from django_cotton.compiler_regex import CottonCompiler


def rendered(source: str, request: HttpRequest | None = None, **values) -> str:
    """What a piece of template with components becomes."""
    context = RequestContext(request, values) if request else Context(values)
    return Template(CottonCompiler().process("{% load components %}" + source)).render(context)
