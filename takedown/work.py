"""The kinds of work that takedown puts into the outbox. What is done for each stands in portal/work.py."""

DELIVER = "takedown.deliver"
VERIFY = "takedown.verify"
RESTORE = "takedown.restore"
SEND_NOTICE = "takedown.send_notice"
RELEASE_HELD = "takedown.release_held"
WATCH = "takedown.watch"
REINSTATE = "takedown.reinstate"
