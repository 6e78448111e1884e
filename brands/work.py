"""The kinds of work that a brand's own record puts into the outbox. What is done for each stands in portal/work.py."""

TELL_OWNERS = "brands.tell_owners"
SEND_INVITATION = "brands.send_invitation"
