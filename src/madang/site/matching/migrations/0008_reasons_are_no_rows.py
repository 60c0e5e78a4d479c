from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("matching", "0007_copy_reasons")]

    operations = [migrations.DeleteModel(name="Reason")]
