from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_walls_of_preferences")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="language",
            field=models.CharField(
                blank=True,
                default="",
                help_text="As they chose; empty: as their browser asks.",
                max_length=10,
            ),
        ),
    ]
