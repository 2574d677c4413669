from django.db import migrations

# The contexts are pghistory's; it has no index by which somebody looks for one.
INDEXES = {
    "trail_context_at": "(created_at DESC, id DESC)",
    "trail_context_by": "((metadata -> 'by'), created_at DESC)",
    "trail_context_action": "((metadata ->> 'action') text_pattern_ops, created_at DESC)",
}


class Migration(migrations.Migration):
    dependencies = [("trail", "0001_initial"), ("pghistory", "0007_auto_20250421_0444")]

    operations = [
        migrations.RunSQL(f"CREATE INDEX {name} ON pghistory_context {columns}", f"DROP INDEX {name}")
        for name, columns in INDEXES.items()
    ]
