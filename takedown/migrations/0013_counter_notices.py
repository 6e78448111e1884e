"""The seller's side of redress: one-time codes, counter-notices with their files, drafts; links can be revoked."""

import core.ids
import django.db.models.deletion
from django.db import migrations, models


def _choices(*values: str) -> list[tuple[str, str]]:
    return [(value, value) for value in values]


STATUSES = _choices(
    "filed",
    "objected",
    "legal_action",
    "undertaking",
    "accepted",
    "restored",
    "granted",
    "rejected",
    "withdrawn",
    "ended",
)
WHYS = _choices("genuine", "permission", "not_used", "right_does_not_apply", "other")
LIVE = ["filed", "legal_action", "objected", "undertaking"]


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0002_walls"),
        ("takedown", "0012_brakes"),
    ]

    operations = [
        migrations.AddField(
            model_name="sellernotice",
            name="revoked_at",
            field=models.DateTimeField(
                help_text="From then on its link is nobody's: the database shows it nothing.", null=True
            ),
        ),
        migrations.CreateModel(
            name="SellerCode",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("used_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "notice",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="codes",
                        to="takedown.sellernotice",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["notice", "-made_at"], name="sellercode_lately")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None), ("used_at", None)),
                        fields=("notice",),
                        name="sellercode_one_live",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("tries__lte", 5)), name="sellercode_few_tries"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("used_at", None),
                            models.Q(
                                ("used_at__gte", models.F("made_at")), ("used_at__lt", models.F("expires_at"))
                            ),
                            _connector="OR",
                        ),
                        name="sellercode_used_in_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CounterDraft",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("form_key", models.UUIDField()),
                ("answers", models.JSONField(help_text="What stood in the form's fields.")),
                (
                    "files",
                    models.JSONField(default=list, help_text="Files in storage below the notice's own id."),
                ),
                ("saved_at", models.DateTimeField()),
                (
                    "notice",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="counter_draft",
                        to="takedown.sellernotice",
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["saved_at"], name="counterdraft_by_age")]},
        ),
        migrations.CreateModel(
            name="CounterNotice",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.CharField(max_length=12, unique=True)),
                ("form_key", models.UUIDField(help_text="The same form sent twice is one answer.")),
                ("law", models.CharField(max_length=30)),
                ("law_version", models.PositiveSmallIntegerField()),
                ("why", models.CharField(choices=WHYS, max_length=20)),
                ("story", models.TextField(help_text="What happened, in the seller's words.")),
                ("name", models.CharField(blank=True, default="", max_length=200)),
                ("address", models.TextField(blank=True, default="")),
                ("phone", models.CharField(blank=True, default="", max_length=60)),
                (
                    "statements",
                    models.JSONField(
                        help_text="What was sworn: code and text of each, as it was read and signed."
                    ),
                ),
                ("signed_name", models.CharField(max_length=200)),
                ("signed_at", models.DateTimeField()),
                ("language", models.CharField(max_length=10)),
                ("filed_at", models.DateTimeField()),
                (
                    "forwarded_at",
                    models.DateTimeField(
                        help_text="When the letter to the brand was handed over to the mail server.",
                        null=True,
                    ),
                ),
                ("status", models.CharField(choices=STATUSES, default="filed", max_length=12)),
                ("status_at", models.DateTimeField()),
                (
                    "ground",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="counters",
                        to="takedown.ground",
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="takedown.sellernotice",
                    ),
                ),
                (
                    "removal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="counters",
                        to="takedown.removal",
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
                "indexes": [
                    models.Index(fields=["tenant", "ground"], name="counternotice_of_ground"),
                    models.Index(fields=["tenant", "-filed_at"], name="counternotice_recent"),
                    models.Index(
                        condition=models.Q(("status__in", LIVE)),
                        fields=["status", "filed_at"],
                        name="counternotice_open",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", LIVE)),
                        fields=("ground",),
                        name="counternotice_one_live",
                    ),
                    models.UniqueConstraint(fields=("form_key", "ground"), name="counternotice_form_once"),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", [status for status, _ in STATUSES])),
                        name="counternotice_status_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("why__in", [why for why, _ in WHYS])),
                        name="counternotice_why_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("signed_name", ""), _negated=True),
                            models.Q(("statements", []), _negated=True),
                            models.Q(("story", ""), _negated=True),
                        ),
                        name="counternotice_is_signed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("forwarded_at", None),
                            ("forwarded_at__gte", models.F("filed_at")),
                            _connector="OR",
                        ),
                        name="counternotice_forwarded_after_filing",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CounterFile",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "counter",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="takedown.counternotice",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
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
                    models.UniqueConstraint(fields=("tenant", "counter", "file"), name="counterfile_once")
                ],
            },
        ),
    ]
