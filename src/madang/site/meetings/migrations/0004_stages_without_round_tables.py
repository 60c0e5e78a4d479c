from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F, OuterRef, Subquery


def say_the_weight_as_the_plan_does(
    apps: Apps,
    schema_editor: BaseDatabaseSchemaEditor,  # noqa: ARG001 - migrations pass it
) -> None:
    """Give the stage of each version the weight of the version: it held its round tables too, each as a weight of 1."""
    plan_model = apps.get_model("meetings", "Plan")
    stages = apps.get_model("meetings", "PlanStage").objects.filter(stage="placed")
    plan = plan_model.objects.filter(pk=OuterRef("plan"))
    stages.exclude(value=F("plan__weight")).update(
        value=Subquery(plan.values("weight")[:1]),
        bound=Subquery(plan.values("weight_bound")[:1]),
    )


class Migration(migrations.Migration):
    dependencies = [("meetings", "0003_unique_on_every_database")]

    operations = [
        migrations.RunPython(say_the_weight_as_the_plan_does, migrations.RunPython.noop)
    ]
