"""Filing that is paused for a time."""

import django.db.models.deletion
from django.db import migrations, models

import core.ids
from core.row_security import SecureTenantTable


class Migration(migrations.Migration):
    dependencies = [("complaints", "0009_audits_in_the_queue"), ("core", "0002_walls")]

    operations = [
        migrations.CreateModel(
            name="FilingPause",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("agency_id", models.UUIDField(null=True)),
                (
                    "decided_as",
                    models.UUIDField(help_text="The decision that it follows from.", unique=True),
                ),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("reason", models.TextField(help_text="In the words that the filer reads.")),
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
                "indexes": [models.Index(fields=["tenant", "-until"], name="filingpause_in_force")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__gte", models.F("since"))),
                        name="filingpause_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="filingpause_is_explained"
                    ),
                ],
            },
        ),
        SecureTenantTable("FilingPause", referenced=False),
    ]
