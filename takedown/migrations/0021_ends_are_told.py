"""Whoever was told of a removal is told of its end. Ends of before, of which nobody was told, stay as they are."""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("takedown", "0020_letters_that_were_sent")]

    operations = [
        migrations.RemoveField(model_name="sellernotice", name="sent_at"),
        AddConstraintNotValid(
            model_name="removal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_at", None), ("notice", None), ("last_word__isnull", False), _connector="OR"
                ),
                name="removal_end_is_told",
            ),
        ),
    ]
