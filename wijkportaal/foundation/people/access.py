"""How a view says who may come in. Silence means: only who has signed in.

`public` and `requires` are the only two words; `tests/architecture` walks every URL with every role.
"""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied


def public(view: Callable) -> Callable:
    """Open a view to everyone, signed in or not."""
    return login_not_required(view)


def requires(permission: str, get_object: Callable | None = None) -> Callable:
    """Let only people with `permission` in; others get 403.

    `get_object(request, **url_arguments)` fetches what the permission is about; it raises Http404 for what
    this person may not even know of. Its result is passed to the view as its second argument.
    """

    def decorate(view: Callable) -> Callable:
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if get_object is None:
                if not request.user.has_perm(permission):
                    raise PermissionDenied
                return view(request, *args, **kwargs)
            obj = get_object(request, *args, **kwargs)
            if not request.user.has_perm(permission, obj):
                raise PermissionDenied
            return view(request, obj)

        guarded.permission = permission
        return guarded

    return decorate
