from django.db import migrations

from budgets.ledger.catalogue import FIRST_PURPOSES


def add_first_purposes(apps, schema_editor):
    Purpose = apps.get_model("ledger", "Purpose")
    if not Purpose.objects.exists():
        Purpose.objects.bulk_create(
            Purpose(name=name, slug=slug, position=position)
            for position, (name, slug) in enumerate(FIRST_PURPOSES, start=1)
        )


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(add_first_purposes, migrations.RunPython.noop, elidable=False)]
