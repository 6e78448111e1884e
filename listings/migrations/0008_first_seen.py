from django.db import migrations, models
from django.db.models.functions.datetime import Now

# A listing's id holds the moment at which it was written (RFC 9562, version 7): the first that we know of it.
FIRST_WRITTEN = (
    "UPDATE listings_listing SET first_seen_at = least(seen_at,"
    " to_timestamp(('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint / 1000.0))"
)


class Migration(migrations.Migration):
    dependencies = [("listings", "0007_arrivals")]

    operations = [
        migrations.AddField(
            model_name="listing",
            name="first_seen_at",
            field=models.DateTimeField(
                db_default=Now(),
                help_text="When we first heard of it: it has been on sale since then at the latest.",
            ),
        ),
        migrations.RunSQL(FIRST_WRITTEN, migrations.RunSQL.noop),
    ]
