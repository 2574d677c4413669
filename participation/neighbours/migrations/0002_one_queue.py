from django.db import migrations


class Migration(migrations.Migration):
    """What is reported goes to moderation, which has the one queue."""

    dependencies = [("neighbours", "0001_initial")]

    operations = [migrations.DeleteModel(name="Report")]
