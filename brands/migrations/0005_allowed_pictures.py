"""Pictures that authorised sellers may use."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("brands", "0004_team_walls"),
    ]

    operations = [
        migrations.AlterField(
            model_name="rightfile",
            name="purpose",
            field=models.CharField(
                choices=[
                    ("document", "Certificate or other document"),
                    ("reference", "Reference picture"),
                    ("allowed", "Picture that authorised sellers may use"),
                ],
                max_length=10,
            ),
        ),
    ]
