"""The kinds of work that detection puts into the outbox. What is done for each stands in portal/work.py."""

# About one request: look at the listing, copy it, and put the question.
PREPARE = "detection.prepare"
# About one brand: write its people's letters about what has been put since the last ones.
WRITE_DIGEST = "detection.write_digest"
# About one letter.
SEND_DIGEST = "detection.send_digest"
# Scheduled.
REMIND = "detection.remind"
EXPIRE = "detection.expire"
