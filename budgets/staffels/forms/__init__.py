"""Forms of the builder and the simulator. They give schemes and parts as data; none of them saves."""

from budgets.staffels.forms.parts import PartForm
from budgets.staffels.forms.schemes import (
    AdoptForm,
    ImportForm,
    NewStaffelForm,
    OverrideForm,
    ReasonForm,
    SchemeForm,
    VersionForm,
)
from budgets.staffels.forms.simulation import SimulationForm

__all__ = [
    "AdoptForm",
    "ImportForm",
    "NewStaffelForm",
    "OverrideForm",
    "PartForm",
    "ReasonForm",
    "SchemeForm",
    "SimulationForm",
    "VersionForm",
]
