"""The doors of the room: `runs` for a print run as a whole, `areas` for what is made of one area."""

from programmes.printruns.views.areas import area, change_area, file, page
from programmes.printruns.views.runs import (
    deliveries,
    delivery_example,
    edit,
    for_distributor,
    for_printer,
    index,
    new,
    overview,
    progress,
    proofs,
    step,
    zipped,
)

__all__ = [
    "area",
    "change_area",
    "deliveries",
    "delivery_example",
    "edit",
    "file",
    "for_distributor",
    "for_printer",
    "index",
    "new",
    "overview",
    "page",
    "progress",
    "proofs",
    "step",
    "zipped",
]
