from django.db import migrations

from areas.themes.catalogue import FIRST_THEMES


def add_first_themes(apps, schema_editor):
    Theme = apps.get_model("themes", "Theme")
    if Theme.objects.exists():
        return
    Theme.objects.bulk_create(
        Theme(name=name, slug=slug, icon=icon, colour=colour, position=position)
        for position, (name, slug, icon, colour) in enumerate(FIRST_THEMES, start=1)
    )


class Migration(migrations.Migration):
    dependencies = [("themes", "0001_initial")]
    operations = [migrations.RunPython(add_first_themes, migrations.RunPython.noop, elidable=False)]
