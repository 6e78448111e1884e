import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.conf import settings
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("brands", "0003_disputes_and_prices"),
        ("core", "0002_walls"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="right",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.search.SearchVector("title", config="simple"), name="right_words"
            ),
        ),
        migrations.AddIndex(
            model_name="right",
            index=django.contrib.postgres.indexes.GinIndex(fields=["variants"], name="right_variants"),
        ),
    ]
