from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0004_what_was_rung")]

    operations = [
        migrations.AddField(
            model_name="storedfile",
            name="captured_at",
            field=models.DateTimeField(
                help_text="When the picture itself says that it was taken; anybody can change what it says.",
                null=True,
            ),
        ),
    ]
