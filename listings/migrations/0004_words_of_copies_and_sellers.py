import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0002_walls"),
        ("listings", "0003_categories_and_conditions"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="seller",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.search.SearchVector("name", config="simple"), name="seller_words"
            ),
        ),
        migrations.AddIndex(
            model_name="snapshot",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.search.SearchVector("title", "seller_name", config="simple"),
                name="snapshot_words",
            ),
        ),
    ]
