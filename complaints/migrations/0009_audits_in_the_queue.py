"""Audited items wait in the queue beside the others."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0008_authentication"),
        ("core", "0002_walls"),
        ("listings", "0003_sandbox"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="item",
            name="item_cause_known",
        ),
        migrations.RemoveIndex(
            model_name="item",
            name="item_queue",
        ),
        migrations.AddField(
            model_name="audit",
            name="passed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="audit",
            name="passed_by",
            field=models.UUIDField(help_text="Who could not tell: somebody else looks next.", null=True),
        ),
        migrations.AddField(
            model_name="item",
            name="under_audit",
            field=models.BooleanField(
                db_default=False, help_text="Upheld without a person: one has to look, as if it still waited."
            ),
        ),
        migrations.AddIndex(
            model_name="audit",
            index=models.Index(
                condition=models.Q(("result", ""), _negated=True),
                fields=["tenant", "-ended_at"],
                name="audit_ended",
            ),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(
                condition=models.Q(("automated", True)),
                fields=["-decided_at"],
                name="decision_automatic_lately",
            ),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(
                condition=models.Q(("outcome", "restored")),
                fields=["-decided_at"],
                name="decision_restored_lately",
            ),
        ),
        migrations.AddIndex(
            model_name="item",
            index=models.Index(
                condition=models.Q(("status", "in_review"), ("under_audit", True), _connector="OR"),
                fields=["priority", "due_at", "id"],
                name="item_queue",
            ),
        ),
        migrations.AddConstraint(
            model_name="audit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("passed_at", None), ("passed_by", None)),
                    models.Q(("passed_at__isnull", False), ("passed_by__isnull", False)),
                    _connector="OR",
                ),
                name="audit_passing_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("under_audit", False),
                    models.Q(("due_at__isnull", False), ("status__in", ["upheld", "removed", "contested"])),
                    _connector="OR",
                ),
                name="item_under_audit_is_upheld_and_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "cause__in",
                        [
                            "",
                            "listing_gone",
                            "duplicate",
                            "no_answer",
                            "withdrawn",
                            "counter_notice",
                            "appeal",
                            "mistake",
                        ],
                    )
                ),
                name="item_cause_known",
            ),
        ),
    ]
