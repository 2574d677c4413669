from django.db import migrations

from participation.recognition.states import first_criteria


def add_first_criteria(apps, schema_editor):
    Criterion = apps.get_model("recognition", "Criterion")
    if not Criterion.objects.exists():
        Criterion.objects.bulk_create(Criterion(**fields) for fields in first_criteria())


class Migration(migrations.Migration):
    dependencies = [("recognition", "0001_initial")]
    operations = [migrations.RunPython(add_first_criteria, migrations.RunPython.noop, elidable=False)]
