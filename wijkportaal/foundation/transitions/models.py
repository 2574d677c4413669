from django.db import models
from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.transitions.states import LifeCycle


class StateField(models.CharField):
    """The state of a record in its life cycle. Only `transitions.actions.perform` changes it."""

    def __init__(self, life_cycle: LifeCycle | None = None, **options):
        self.life_cycle = life_cycle
        options.setdefault("verbose_name", _("stand"))
        options.setdefault("max_length", 30)
        options["editable"] = False
        if life_cycle is not None:
            options.setdefault("choices", list(life_cycle.states.items()))
            options.setdefault("default", life_cycle.initial)
        super().__init__(**options)

    def deconstruct(self):
        name, _path, args, options = super().deconstruct()
        options.pop("choices", None)
        options.pop("editable", None)
        return name, "wijkportaal.foundation.transitions.models.StateField", args, options


def life_cycle_of(model: type[models.Model] | models.Model) -> LifeCycle:
    """Return the life cycle of a model; raises LookupError when it has none."""
    for field in model._meta.concrete_fields:
        if isinstance(field, StateField) and field.life_cycle is not None:
            return field.life_cycle
    raise LookupError(f"{model._meta.label} has no StateField")
