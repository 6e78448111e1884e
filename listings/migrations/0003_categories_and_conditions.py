import core.ids
import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("listings", "0002_walls"),
    ]

    operations = [
        migrations.AddField(
            model_name="listing",
            name="condition",
            field=models.CharField(
                blank=True,
                choices=[("new", "New"), ("used", "Used"), ("refurbished", "Refurbished")],
                db_default="",
                default="",
                help_text="Empty: not said.",
                max_length=11,
            ),
        ),
        migrations.AddField(
            model_name="snapshot",
            name="condition",
            field=models.CharField(
                blank=True,
                choices=[("new", "New"), ("used", "Used"), ("refurbished", "Refurbished")],
                db_default="",
                default="",
                max_length=11,
            ),
        ),
        migrations.CreateModel(
            name="CategoryClasses",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "category",
                    models.CharField(help_text="As the marketplace calls it in its listings.", max_length=80),
                ),
                (
                    "nice_classes",
                    django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField()),
                ),
                ("set_at", models.DateTimeField()),
                ("set_by_label", models.CharField(max_length=120)),
                (
                    "marketplace",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="listings.marketplace",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("marketplace", "category"), name="categoryclasses_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("category", ""), _negated=True), ("nice_classes__len__gt", 0)
                        ),
                        name="categoryclasses_are_some",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "nice_classes__contained_by",
                                [
                                    1,
                                    2,
                                    3,
                                    4,
                                    5,
                                    6,
                                    7,
                                    8,
                                    9,
                                    10,
                                    11,
                                    12,
                                    13,
                                    14,
                                    15,
                                    16,
                                    17,
                                    18,
                                    19,
                                    20,
                                    21,
                                    22,
                                    23,
                                    24,
                                    25,
                                    26,
                                    27,
                                    28,
                                    29,
                                    30,
                                    31,
                                    32,
                                    33,
                                    34,
                                    35,
                                    36,
                                    37,
                                    38,
                                    39,
                                    40,
                                    41,
                                    42,
                                    43,
                                    44,
                                    45,
                                ],
                            )
                        ),
                        name="categoryclasses_are_nice",
                    ),
                ],
            },
        ),
    ]
