"""Customer codes come from a sequence: gaps are harmless, and nobody waits for anybody."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("customers", "0001_initial")]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE customers_code START 1000001", "DROP SEQUENCE customers_code"),
    ]
