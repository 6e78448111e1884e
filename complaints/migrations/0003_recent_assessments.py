from django.contrib.postgres.indexes import BrinIndex
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("complaints", "0002_walls")]

    operations = [
        migrations.AddIndex(
            model_name="assessment",
            index=BrinIndex(fields=["made_at"], name="assessment_recent", autosummarize=True),
        ),
    ]
