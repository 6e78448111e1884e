"""Each notice of before has been, or will be, one letter by mail: the work that sends it is now the letter's."""

from django.db import migrations

LETTERS = """
INSERT INTO takedown_sellerletter (id, removal_id, notice_id, kind, written_at, language, facts)
SELECT gen_random_uuid(), n.removal_id, n.id, 'removed', n.written_at, n.language, n.facts
FROM takedown_sellernotice n
"""
WAYS = """
INSERT INTO takedown_letterway (id, letter_id, way, outbox_id, outcome, ended_at, remote_ref)
SELECT gen_random_uuid(), l.id, 'mail', n.outbox_id, CASE WHEN n.sent_at IS NULL THEN '' ELSE 'sent' END, n.sent_at, ''
FROM takedown_sellerletter l JOIN takedown_sellernotice n ON n.id = l.notice_id
"""
WORK = """
UPDATE core_outbox o SET subject_id = w.id FROM takedown_letterway w WHERE o.id = w.outbox_id
"""


class Migration(migrations.Migration):
    dependencies = [("takedown", "0019_letters_claims_and_fixes")]

    operations = [
        migrations.RunSQL([LETTERS, WAYS, WORK], migrations.RunSQL.noop),
    ]
