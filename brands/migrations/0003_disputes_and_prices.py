import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("brands", "0002_walls"),
        ("core", "0004_readable_files"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="right",
            name="dispute",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="Its proceedings; empty: undisputed.",
                max_length=200,
            ),
        ),
        migrations.AddField(
            model_name="right",
            name="price_currency",
            field=models.CharField(blank=True, db_default="", default="", max_length=3),
        ),
        migrations.AddField(
            model_name="right",
            name="price_from",
            field=models.DecimalField(
                decimal_places=2,
                help_text="The lowest price at which the genuine article is sold new.",
                max_digits=14,
                null=True,
            ),
        ),
        migrations.AddIndex(
            model_name="right",
            index=models.Index(
                django.db.models.functions.text.Lower("title"),
                condition=models.Q(("kind", "trademark"), ("verified_at__isnull", False)),
                name="right_same_mark",
            ),
        ),
        migrations.AddConstraint(
            model_name="right",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("price_currency", ""), ("price_from", None)),
                    models.Q(("price_from__gt", 0), models.Q(("price_currency", ""), _negated=True)),
                    _connector="OR",
                ),
                name="right_price_has_currency",
            ),
        ),
    ]
