"""Who may have programmes printed: who makes programmes, for the areas that are theirs."""

import rules

from areas.roles.rules import holds, holds_anywhere

LOOKERS = ("area_manager", "community_worker", "alderman", "administrator")


@rules.predicate
def holds_all_areas(person, run=None) -> bool:
    """Is wijkmanager of every area in the print run."""
    if run is None or not person.is_authenticated:
        return False
    areas = [one.programme.area for one in run.areas.select_related("programme__area")]
    return bool(areas) and all(manages(person, area) for area in areas)


@rules.predicate
def began_it(person, run=None) -> bool:
    """Began this print run, and still makes programmes somewhere."""
    return run is not None and person.is_authenticated and run.made_by_id == person.pk


manages = holds("area_manager", "administrator")

rules.add_perm("printruns.see_runs", holds_anywhere(*LOOKERS))
rules.add_perm("printruns.add_run", holds_anywhere("area_manager", "administrator"))
rules.add_perm(
    "printruns.prepare_run",
    holds("administrator") | (holds_anywhere("area_manager") & (began_it | holds_all_areas)),
)
rules.add_perm("printruns.see_proof", holds(*LOOKERS))
rules.add_perm("printruns.import_deliveries", holds("administrator"))
# Nobody: the portal itself takes this step.
rules.add_perm("printruns.complete_run", rules.always_false)
