import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import core.ids
from core.row_security import SecureStaffTable


class Migration(migrations.Migration):
    dependencies = [
        ("listings", "0006_rates"),
        ("core", "0002_walls"),
    ]

    operations = [
        migrations.CreateModel(
            name="Arrivals",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "listing_ids",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField()),
                ),
                ("arrived_at", models.DateTimeField()),
                (
                    "marketplace",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="listings.marketplace",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("listing_ids__len__gt", 0)), name="arrivals_are_some"
                    )
                ],
            },
        ),
        SecureStaffTable("Arrivals"),
    ]
