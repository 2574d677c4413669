"""What pages say of how long something is kept."""

from django import template

from wijkportaal.foundation.privacy.queries import terms_in_words

register = template.Library()


@register.simple_tag
def kept_terms() -> dict[str, str]:
    """Return how long each kind is kept, in words, by name with its dot as an underscore: one query."""
    return {name.replace(".", "_"): words for name, words in terms_in_words().items()}
