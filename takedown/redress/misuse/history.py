"""What was done about somebody before, as the ladder wants to know it."""

from takedown.redress.misuse.ladder import History
from takedown.redress.misuse.parties import Party, rows_of, tables_of
from takedown.redress.misuse.states import OPEN, AppealStatus, SuspensionStatus, WarningStatus


def history_of(party: Party) -> History:
    """For whoever may see the party. What an appeal has lifted counts as if it had never been."""
    tables = tables_of(party)
    suspensions = rows_of(party, tables.suspension)
    begun = suspensions.filter(confirmed_at__isnull=False).exclude(
        id__in=tables.appeal.objects.filter(suspension__in=suspensions, status=AppealStatus.GRANTED).values(
            "suspension_id"
        )
    )
    warnings = rows_of(party, tables.warning).filter(status=WarningStatus.STANDS)
    return History(
        warned_at=tuple(warnings.values_list("given_at", flat=True)),
        suspended_at=tuple(
            begun.filter(
                status__in=[SuspensionStatus.IN_FORCE, SuspensionStatus.ENDED, SuspensionStatus.LIFTED]
            ).values_list("confirmed_at", flat=True)
        ),
        is_open=suspensions.filter(status__in=sorted(map(str, OPEN))).exists(),
    )
