"""Which e-mail addresses somebody has shown to be theirs."""

from uuid import UUID

from allauth.account.models import EmailAddress


def verified_addresses(user_id: UUID) -> frozenset[str]:
    """In lower case."""
    rows = EmailAddress.objects.filter(user_id=user_id, verified=True)
    return frozenset(address.lower() for address in rows.values_list("email", flat=True))
