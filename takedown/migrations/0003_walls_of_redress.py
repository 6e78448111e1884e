"""Walls around what sellers and brands say and are told after a decision, and what of it must stay as it was said.

Clocks, counter-notices and what is said about them belong to the brand that they answer; codes, drafts and letters to
nobody; a brand's appeals are its own to read, a seller's those of the removal that the link opens.
"""

from django.db import migrations

from core.row_security import AlsoVisible, AppendOnly, GuardMoves, SecureStaffTable, SecureTenantTable
from takedown.redress.appeals.states import MOVES as APPEAL_MOVES
from takedown.redress.clocks.states import MOVES as CLOCK_MOVES
from takedown.redress.counter.states import MOVES as COUNTER_MOVES
from takedown.redress.fixes.states import MOVES as FIX_MOVES
from takedown.redress.licences.states import MOVES as CLAIM_MOVES
from takedown.redress.misuse.states import APPEAL_NEXT, SUSPENSION_NEXT, WARNING_NEXT, moves_of
from takedown.redress.replies.states import MOVES_OF_OFFER

LINK = "token_hash = nullif(current_setting('app.link_hash', true), '')"
LINKED = (
    "EXISTS (SELECT 1 FROM takedown_sellernotice n WHERE n.removal_id = takedown_redressclock.removal_id"
    f" AND n.{LINK})"
)
LINKED_APPEALS = (
    "side = 'seller' AND EXISTS (SELECT 1 FROM takedown_sellernotice n"
    " WHERE n.removal_id = takedown_decisionappeal.removal_id"
    f" AND n.{LINK} AND n.revoked_at IS NULL)"
)
SIGNED = (
    "tenant_id, ground_id, removal_id, notice_id, form_key, number, law, law_version, why, story, statements, "
    "signed_name, signed_at, language, filed_at"
)
OFFERED = (
    "tenant_id, counter_id, clauses, language, before, brand_signed_name, brand_signed_at, brand_signed_by, "
    "brand_signed_by_label, sign_by"
)
SHOWN = (
    "tenant_id, counter_id, kind, body, file_number, taken_on, document_id, shown_at, shown_by, shown_by_label, before, "
    "held_the_clock"
)


def stays(table: str, columns: str, *, name: str = "said_stays") -> migrations.RunSQL:
    """`refuse_change` is of core's AppendOnly."""
    old, new = (", ".join(f"{row}.{column}" for column in columns.split(", ")) for row in ("OLD", "NEW"))
    return migrations.RunSQL(
        f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} FOR EACH ROW"
        f" WHEN (({old}) IS DISTINCT FROM ({new})) EXECUTE FUNCTION refuse_change()",
        f"DROP TRIGGER IF EXISTS {name} ON {table}",
    )


# A suspension rests on a warning of the same one it is about.
SAME_FILER = [
    "ALTER TABLE takedown_filingwarning ADD CONSTRAINT filingwarning_of_filer UNIQUE (tenant_id, filer, id)",
    (
        "ALTER TABLE takedown_filingsuspension ADD CONSTRAINT filingsuspension_same_filer"
        " FOREIGN KEY (tenant_id, filer, warning_id) REFERENCES takedown_filingwarning (tenant_id, filer, id)"
    ),
]
SAME_SELLER = [
    "ALTER TABLE takedown_counterwarning ADD CONSTRAINT counterwarning_of_seller UNIQUE (seller_id, id)",
    (
        "ALTER TABLE takedown_countersuspension ADD CONSTRAINT countersuspension_same_seller"
        " FOREIGN KEY (seller_id, warning_id) REFERENCES takedown_counterwarning (seller_id, id)"
    ),
]
# The tables go with their constraints.
NOTHING = migrations.RunSQL.noop


class Migration(migrations.Migration):
    dependencies = [("takedown", "0002_walls")]

    operations = [
        SecureTenantTable("RedressClock"),
        SecureTenantTable("ClockEvent", referenced=False),
        AlsoVisible("RedressClock", name="link", using=LINKED),
        AppendOnly("ClockEvent"),
        GuardMoves("RedressClock", column="status", start="running", moves=CLOCK_MOVES),
        SecureStaffTable("SellerCode"),
        SecureStaffTable("CounterDraft"),
        SecureTenantTable("CounterNotice"),
        SecureTenantTable("CounterFile", referenced=False),
        AppendOnly("CounterFile"),
        GuardMoves("CounterNotice", column="status", start="filed", moves=COUNTER_MOVES),
        stays("takedown_counternotice", SIGNED, name="signed_stays"),
        SecureTenantTable("Reply"),
        SecureTenantTable("ReplyFile", referenced=False),
        SecureTenantTable("LegalAction", referenced=False),
        SecureTenantTable("Undertaking", referenced=False),
        SecureTenantTable("Ruling", referenced=False),
        AppendOnly("Reply"),
        AppendOnly("ReplyFile"),
        AppendOnly("Ruling"),
        GuardMoves("Undertaking", column="status", start="offered", moves=MOVES_OF_OFFER),
        stays("takedown_undertaking", OFFERED),
        stays("takedown_legalaction", SHOWN),
        SecureStaffTable("SellerLetter"),
        SecureStaffTable("LetterWay"),
        AppendOnly("SellerLetter"),
        SecureTenantTable("LicenceClaim"),
        SecureTenantTable("LicenceProof", referenced=False),
        AppendOnly("LicenceProof"),
        GuardMoves("LicenceClaim", column="status", start="open", moves=CLAIM_MOVES),
        SecureTenantTable("FixRequest", referenced=False),
        GuardMoves("FixRequest", column="status", start="reading", moves=FIX_MOVES),
        SecureTenantTable("DecisionAppeal", only="side = 'brand'"),
        SecureTenantTable("AppealFile", referenced=False),
        AlsoVisible("DecisionAppeal", name="link", using=LINKED_APPEALS),
        AppendOnly("AppealFile"),
        GuardMoves("DecisionAppeal", column="status", start="open", moves=APPEAL_MOVES),
        SecureTenantTable("FilingRecord", referenced=False),
        SecureTenantTable("FilingWarning"),
        SecureTenantTable("FilingSuspension"),
        SecureTenantTable("FilingAppeal", referenced=False),
        SecureStaffTable("CounterFinding"),
        SecureStaffTable("CounterRecord"),
        SecureStaffTable("CounterWarning"),
        SecureStaffTable("CounterSuspension"),
        SecureStaffTable("CounterAppeal"),
        AppendOnly("CounterFinding"),
        migrations.RunSQL(SAME_FILER, NOTHING),
        migrations.RunSQL(SAME_SELLER, NOTHING),
        *(
            operation
            for kind in ("Filing", "Counter")
            for operation in (
                GuardMoves(f"{kind}Warning", column="status", start="stands", moves=moves_of(WARNING_NEXT)),
                GuardMoves(
                    f"{kind}Suspension", column="status", start="proposed", moves=moves_of(SUSPENSION_NEXT)
                ),
                GuardMoves(f"{kind}Appeal", column="status", start="open", moves=moves_of(APPEAL_NEXT)),
            )
        ),
    ]
