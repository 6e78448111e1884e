"""The kinds of work that takedown puts into the outbox. What is done for each stands in portal/work.py."""

DELIVER = "takedown.deliver"
VERIFY = "takedown.verify"
RESTORE = "takedown.restore"
WATCH = "takedown.watch"
LOOK_AGAIN = "takedown.look_again"
SEND_NOTICE = "takedown.send_notice"
RELEASE_HELD = "takedown.release_held"
