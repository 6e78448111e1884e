"""Everything that can happen in redress, by where the removal and the counter-notice stand: written out by hand."""

from takedown.redress.replies.rules import Event

# Each removal status by each event: "." the removal stays as it is, "r" it is restored if nobody else wants it off,
# "-" it cannot happen there: nobody was told yet, or nothing is left to argue about.
EVENTS = [
    Event.FILED,
    Event.ACCEPTED,
    Event.ANSWERED,
    Event.LEGAL_ACTION_SHOWN,
    Event.LEGAL_ACTION_CONFIRMED,
    Event.LEGAL_ACTION_NOT_ENOUGH,
    Event.UNDERTAKING_OFFERED,
    Event.UNDERTAKING_SIGNED,
    Event.UNDERTAKING_OVER,
    Event.BRAND_WITHDREW,
    Event.SELLER_WITHDREW,
    Event.TIME_RAN_OUT,
    Event.LET_BACK,
    Event.DECIDED_FOR_SELLER,
    Event.DECIDED_FOR_BRAND,
    Event.APPEAL_GRANTED,
]
#                filed accept answer shown confirm notenough offer sign over brand seller time let seller brand appeal
BY_REMOVAL = {
    "requested":  "- - - - - - - - - - - - - - - -",
    "submitted":  ". r . . . . . r . r . r r r . r",
    "pending":    ". r . . . . . r . r . r r r . r",
    "needs_info": ". r . . . . . r . r . r r r . r",
    "verified":   ". r . . . . . r . r . r r r . r",
    "reappeared": ". r . . . . . r . r . r r r . r",
    "restoring":  "- - - - - - - - - - - - - - - -",
    "conflict":   "- - - - - - - - - - - - - - - -",
    "refused":    "- - - - - - - - - - - - - - - -",
    "restored":   "- - - - - - - - - - - - - - - -",
    "cancelled":  "- - - - - - - - - - - - - - - -",
    "replaced":   "- - - - - - - - - - - - - - - -",
}  # fmt: skip

# Each status of a counter-notice by each event: what it then is, "before" where it is again what it was, "-" refused.
BY_COUNTER = {
    "filed": "- accepted objected legal_action - - undertaking - - ended withdrawn restored restored granted rejected ended",
    "objected": "- accepted - legal_action - - undertaking - - ended withdrawn restored restored granted rejected ended",
    "legal_action": "- accepted - - legal_action before undertaking - - ended withdrawn - - granted rejected ended",
    "undertaking": "- accepted - legal_action - - - accepted before ended withdrawn restored restored granted rejected ended",
    "accepted": "- - - - - - - - - - - - - - - -",
    "restored": "- - - - - - - - - - - - - - - -",
    "granted": "- - - - - - - - - - - - - - - -",
    "rejected": "- - - - - - - - - - - - - - - -",
    "withdrawn": "- - - - - - - - - - - - - - - -",
    "ended": "- - - - - - - - - - - - - - - -",
}
