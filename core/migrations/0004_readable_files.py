from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0003_scans"),
    ]

    operations = [
        migrations.AddField(
            model_name="storedfile",
            name="readable",
            field=models.BooleanField(
                help_text="Whether a picture could be decoded, or a document ends as it should; null: not tried.",
                null=True,
            ),
        ),
    ]
