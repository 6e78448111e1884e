import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("brands", "0003_disputes_and_prices"),
        ("complaints", "0002_walls"),
        ("core", "0003_readable_files"),
        ("listings", "0003_categories_and_conditions"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(
                models.F("tenant"),
                django.db.models.functions.text.MD5("statement"),
                condition=models.Q(("statement", ""), _negated=True),
                name="complaint_same_words",
            ),
        ),
    ]
