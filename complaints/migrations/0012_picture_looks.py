"""What was found of a brand's pictures in a listing's."""

import core.ids
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0011_corrected_listings"),
        ("core", "0003_deferred_and_parked"),
    ]

    operations = [
        migrations.CreateModel(
            name="PictureLook",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("made_at", models.DateTimeField()),
                (
                    "version",
                    models.CharField(
                        help_text="Of the algorithm and the pictures it looked for.", max_length=16
                    ),
                ),
                ("references", models.JSONField()),
                ("readable", models.BooleanField()),
                ("matches", models.JSONField()),
                ("allowed", models.JSONField()),
                ("marks", models.JSONField()),
                (
                    "reader",
                    models.CharField(
                        blank=True, default="", help_text="What read the words, if any did.", max_length=40
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="looks",
                        to="complaints.item",
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.tenant",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tenant", "item", "picture", "version", "reader"),
                        name="picturelook_once_a_version",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("readable", True),
                            models.Q(("allowed", []), ("marks", []), ("matches", [])),
                            _connector="OR",
                        ),
                        name="picturelook_finds_only_what_it_read",
                    ),
                ],
            },
        ),
    ]
