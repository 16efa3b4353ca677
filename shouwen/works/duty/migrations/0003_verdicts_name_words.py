from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("duty", "0002_verdicts_are_superseded")]

    operations = [
        migrations.AddField(model_name="verdict", name="words", field=models.TextField(null=True)),
    ]
