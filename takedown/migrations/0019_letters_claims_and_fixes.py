"""What sellers are told and by which ways it went; their claims of a licence, and corrected listings; with their walls."""

import core.ids
import django.db.models.deletion
from django.db import migrations, models

from core.row_security import AppendOnly, GuardMoves, SecureStaffTable, SecureTenantTable
from takedown.redress.fixes.states import MOVES as FIX_MOVES
from takedown.redress.licences.states import MOVES as CLAIM_MOVES


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0003_deferred_and_parked"),
        ("listings", "0007_arrivals"),
        ("takedown", "0018_walls_of_appeals"),
    ]

    operations = [
        migrations.CreateModel(
            name="FixRequest",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("reading", "reading"),
                            ("waiting", "waiting"),
                            ("unchanged", "unchanged"),
                            ("restored", "restored"),
                            ("still_wrong", "still_wrong"),
                            ("over", "over"),
                        ],
                        default="reading",
                        max_length=11,
                    ),
                ),
                ("status_at", models.DateTimeField()),
                ("asked_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by", models.UUIDField(null=True)),
                (
                    "answer",
                    models.TextField(
                        blank=True, default="", help_text="What is still wrong, for the seller."
                    ),
                ),
                (
                    "ground",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fixes",
                        to="takedown.ground",
                    ),
                ),
                (
                    "removal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fixes",
                        to="takedown.removal",
                    ),
                ),
                (
                    "snapshot",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="listings.snapshot",
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
        ),
        migrations.CreateModel(
            name="LicenceClaim",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "giver",
                    models.CharField(
                        help_text="Who gave the permission, as the seller names them.", max_length=200
                    ),
                ),
                ("words", models.TextField(blank=True)),
                ("pauses", models.BooleanField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("with_a_person", "with_a_person"),
                            ("confirmed", "confirmed"),
                            ("denied", "denied"),
                            ("over", "over"),
                        ],
                        default="open",
                        max_length=13,
                    ),
                ),
                ("status_at", models.DateTimeField()),
                ("made_at", models.DateTimeField()),
                ("answer_by", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_by", models.UUIDField(null=True)),
                (
                    "by_marketplace",
                    models.BooleanField(
                        default=False, help_text="A person there answered for a silent brand."
                    ),
                ),
                ("answer", models.TextField(blank=True, default="")),
                (
                    "ground",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="takedown.ground",
                    ),
                ),
                (
                    "removal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="takedown.removal",
                    ),
                ),
                (
                    "seller",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="listings.seller"
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
        ),
        migrations.CreateModel(
            name="LicenceProof",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proofs",
                        to="takedown.licenceclaim",
                    ),
                ),
                (
                    "file",
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
        ),
        migrations.CreateModel(
            name="SellerLetter",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("removed", "removed"),
                            ("another_ground", "another_ground"),
                            ("ground_ended", "ground_ended"),
                            ("not_carried_out", "not_carried_out"),
                            ("back", "back"),
                            ("replaced", "replaced"),
                            ("claim_denied", "claim_denied"),
                            ("still_wrong", "still_wrong"),
                        ],
                        max_length=20,
                    ),
                ),
                ("written_at", models.DateTimeField()),
                ("language", models.CharField(max_length=10)),
                ("facts", models.JSONField()),
                (
                    "notice",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="takedown.sellernotice",
                    ),
                ),
                (
                    "removal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="takedown.removal",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LetterWay",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[("mail", "mail"), ("marketplace", "marketplace")], max_length=11
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("sent", "sent"),
                            ("no_address", "no_address"),
                            ("not_offered", "not_offered"),
                            ("listing_gone", "listing_gone"),
                            ("refused", "refused"),
                        ],
                        default="",
                        max_length=12,
                    ),
                ),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "remote_ref",
                    models.CharField(
                        blank=True, default="", help_text="The marketplace's own.", max_length=100
                    ),
                ),
                (
                    "outbox",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.outbox"
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ways",
                        to="takedown.sellerletter",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="removal",
            name="last_word",
            field=models.ForeignKey(
                help_text="The letter that tells the seller of the end.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="takedown.sellerletter",
            ),
        ),
        migrations.AddIndex(
            model_name="fixrequest",
            index=models.Index(
                condition=models.Q(("status", "waiting")), fields=["due_at", "id"], name="fixrequest_waiting"
            ),
        ),
        migrations.AddConstraint(
            model_name="fixrequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ["reading", "waiting"])),
                fields=("ground",),
                name="fixrequest_one_undecided",
            ),
        ),
        migrations.AddConstraint(
            model_name="fixrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["reading", "waiting", "unchanged", "restored", "still_wrong", "over"])
                ),
                name="fixrequest_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="fixrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        ("status__in", ["restored", "still_wrong"]),
                    ),
                    models.Q(
                        models.Q(("status__in", ["restored", "still_wrong"]), _negated=True),
                        ("decided_at", None),
                        ("decided_by", None),
                    ),
                    _connector="OR",
                ),
                name="fixrequest_a_person_decides",
            ),
        ),
        migrations.AddConstraint(
            model_name="fixrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "still_wrong"), _negated=True),
                    models.Q(("answer", ""), _negated=True),
                    _connector="OR",
                ),
                name="fixrequest_says_what_is_wrong",
            ),
        ),
        migrations.AddIndex(
            model_name="licenceclaim",
            index=models.Index(fields=["tenant", "status", "answer_by"], name="licenceclaim_waiting"),
        ),
        migrations.AddConstraint(
            model_name="licenceclaim",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ["open", "with_a_person"])),
                fields=("tenant", "seller"),
                name="licenceclaim_one_unanswered",
            ),
        ),
        migrations.AddConstraint(
            model_name="licenceclaim",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["open", "with_a_person", "confirmed", "denied", "over"])),
                name="licenceclaim_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="licenceclaim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                        ("status__in", ["confirmed", "denied"]),
                    ),
                    models.Q(
                        models.Q(("status__in", ["confirmed", "denied"]), _negated=True),
                        ("answered_at", None),
                        ("answered_by", None),
                    ),
                    _connector="OR",
                ),
                name="licenceclaim_answer_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="licenceclaim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "denied"), _negated=True),
                    models.Q(("answer", ""), _negated=True),
                    _connector="OR",
                ),
                name="licenceclaim_denial_has_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="licenceclaim",
            constraint=models.CheckConstraint(
                condition=models.Q(("giver", ""), _negated=True), name="licenceclaim_names_a_giver"
            ),
        ),
        migrations.AddConstraint(
            model_name="licenceproof",
            constraint=models.UniqueConstraint(fields=("tenant", "claim", "file"), name="licenceproof_once"),
        ),
        migrations.AddConstraint(
            model_name="sellerletter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "removed",
                            "another_ground",
                            "ground_ended",
                            "not_carried_out",
                            "back",
                            "replaced",
                            "claim_denied",
                            "still_wrong",
                        ],
                    )
                ),
                name="sellerletter_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="letterway",
            constraint=models.UniqueConstraint(fields=("letter", "way"), name="letterway_once"),
        ),
        migrations.AddConstraint(
            model_name="letterway",
            constraint=models.CheckConstraint(
                condition=models.Q(("way__in", ["mail", "marketplace"])), name="letterway_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="letterway",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("outcome", "")),
                    models.Q(
                        ("ended_at__isnull", False),
                        ("outcome__in", ["sent", "no_address", "not_offered", "listing_gone", "refused"]),
                    ),
                    _connector="OR",
                ),
                name="letterway_end_is_whole",
            ),
        ),
        SecureStaffTable("SellerLetter"),
        SecureStaffTable("LetterWay"),
        SecureTenantTable("LicenceClaim"),
        SecureTenantTable("LicenceProof", referenced=False),
        SecureTenantTable("FixRequest", referenced=False),
        AppendOnly("SellerLetter"),
        AppendOnly("LicenceProof"),
        GuardMoves("LicenceClaim", column="status", start="open", moves=CLAIM_MOVES),
        GuardMoves("FixRequest", column="status", start="reading", moves=FIX_MOVES),
    ]
