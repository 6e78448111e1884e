import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("brands", "0003_disputes_and_prices"),
        ("complaints", "0005_walls_of_trained_scores"),
        ("core", "0004_readable_files"),
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
