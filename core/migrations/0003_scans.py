from django.db import migrations, models
from django.db.models import Q

from core.row_security import GuardMoves


class Migration(migrations.Migration):
    dependencies = [("core", "0002_walls")]

    operations = [
        migrations.AddField(
            model_name="storedfile",
            name="scan",
            field=models.CharField(
                choices=[("unscanned", "Unscanned"), ("clean", "Clean"), ("infected", "Infected")],
                db_default="unscanned",
                default="unscanned",
                help_text="For viruses.",
                max_length=9,
            ),
        ),
        migrations.AddField(
            model_name="storedfile", name="scanned_at", field=models.DateTimeField(null=True)
        ),
        migrations.AddConstraint(
            model_name="storedfile",
            constraint=models.CheckConstraint(
                name="storedfile_scanned_at_some_time",
                condition=Q(scan="unscanned", scanned_at=None)
                | (~Q(scan="unscanned") & Q(scanned_at__isnull=False)),
            ),
        ),
        migrations.AddIndex(
            model_name="storedfile",
            index=models.Index(
                fields=["stored_at"], condition=Q(scan="unscanned"), name="storedfile_to_scan"
            ),
        ),
        GuardMoves(
            "StoredFile",
            column="scan",
            start="unscanned",
            moves=[("unscanned", "clean"), ("unscanned", "infected")],
        ),
    ]
