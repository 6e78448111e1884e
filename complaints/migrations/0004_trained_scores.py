"""Trained scores, what was seen of the score in force, and what each assessment was scored by."""

import core.ids
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0003_recent_assessments"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AssessmentModel",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(unique=True)),
                ("content", models.TextField()),
                ("content_hash", models.CharField(max_length=64)),
                ("data_fingerprint", models.CharField(max_length=64)),
                ("trained_at", models.DateTimeField()),
                ("trained_by_label", models.CharField(max_length=120)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("candidate", "candidate"),
                            ("shadow", "shadow"),
                            ("live", "live"),
                            ("retired", "retired"),
                        ],
                        default="candidate",
                        max_length=9,
                    ),
                ),
                ("state_at", models.DateTimeField()),
                (
                    "because",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Why it stands there: a person's words, or the watch's.",
                    ),
                ),
                ("proposed_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["candidate", "shadow", "live", "retired"])),
                        name="assessmentmodel_state_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "live")),
                        fields=("state",),
                        name="assessmentmodel_one_is_live",
                    ),
                    models.UniqueConstraint(fields=("content_hash",), name="assessmentmodel_kept_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "retired"), _negated=True),
                            models.Q(("because", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="assessmentmodel_retired_is_explained",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ScoreWatch",
            fields=[
                ("day", models.DateField(primary_key=True, serialize=False)),
                ("looked_at", models.DateTimeField()),
                ("figures", models.JSONField()),
                (
                    "against",
                    models.JSONField(
                        help_text="What speaks against the model in force; empty for the rules."
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="assessment",
            name="model_version",
            field=models.PositiveIntegerField(
                help_text="Of the trained score that made it (AssessmentModel); empty: the rules did.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="assessment",
            name="shadow_scores",
            field=models.JSONField(
                db_default={}, help_text="Version → what a trained score that only looks on says of it."
            ),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(
                condition=models.Q(("automated", False)),
                fields=["decided_at"],
                name="decision_by_people_lately",
            ),
        ),
        migrations.AddField(
            model_name="assessmentmodel",
            name="confirmed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="assessmentmodel",
            name="proposed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="scorewatch",
            name="model",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="complaints.assessmentmodel",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessmentmodel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("confirmed_by", None),
                    models.Q(
                        ("proposed_by__isnull", False),
                        models.Q(("confirmed_by", models.F("proposed_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="assessmentmodel_live_takes_two_people",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessmentmodel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "live"), _negated=True),
                    ("confirmed_by__isnull", False),
                    _connector="OR",
                ),
                name="assessmentmodel_live_is_confirmed",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessmentmodel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("proposed_at", None), ("proposed_by", None)),
                    models.Q(("proposed_at__isnull", False), ("proposed_by__isnull", False)),
                    _connector="OR",
                ),
                name="assessmentmodel_proposal_is_whole",
            ),
        ),
    ]
