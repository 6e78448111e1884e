import django.db.models.deletion
from django.db import migrations, models

# The keys are checked here and now: a table with checks to come cannot be altered.
FILL = """
UPDATE takedown_removal r SET seller_id = l.seller_id FROM listings_listing l WHERE l.id = r.listing_id;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""


def seller(**null: bool) -> models.ForeignKey:
    return models.ForeignKey(
        db_index=False,
        help_text="Who offered it then: what a seller loses in an hour is counted for every decision.",
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="listings.seller",
        **null,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("listings", "0004_words_of_copies_and_sellers"),
        ("takedown", "0003_walls_of_redress"),
    ]

    operations = [
        migrations.AddField(model_name="removal", name="seller", field=seller(null=True)),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField(model_name="removal", name="seller", field=seller()),
        migrations.AddIndex(
            model_name="removal",
            index=models.Index(fields=["seller", "-requested_at"], name="removal_of_seller"),
        ),
    ]
