"""The doors for other systems: `access` says who may, `open311` and `signalen` speak the two languages."""
