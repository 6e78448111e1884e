"""Walls around looks: what was found in a picture is the brand's that filed."""

from django.db import migrations

from core.row_security import SecureTenantTable


class Migration(migrations.Migration):
    dependencies = [("complaints", "0012_picture_looks"), ("core", "0002_walls")]

    operations = [SecureTenantTable("PictureLook", referenced=False)]
