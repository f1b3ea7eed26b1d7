"""Makes the audit trail and the triggers that refuse changes, whoever connects to the database."""

import django.core.serializers.json
from django.db import migrations, models

SQLITE = [
    "CREATE TRIGGER audit_entry_no_{0} BEFORE {1} ON audit_entry "
    "BEGIN SELECT RAISE(ABORT, 'the audit trail can only grow'); END".format(verb.lower(), verb)
    for verb in ("UPDATE", "DELETE")
]
POSTGRESQL = [
    "CREATE FUNCTION audit_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the audit trail can only grow'; END $$",
    "CREATE TRIGGER audit_entry_no_change BEFORE UPDATE OR DELETE ON audit_entry "
    "FOR EACH ROW EXECUTE FUNCTION audit_entry_refuse()",
    "CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_entry "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_refuse()",
]


def close(apps, schema_editor):
    statements = POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE
    for statement in statements:
        schema_editor.execute(statement)


def open_again(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER audit_entry_no_change ON audit_entry")
        schema_editor.execute("DROP TRIGGER audit_entry_no_truncate ON audit_entry")
        schema_editor.execute("DROP FUNCTION audit_entry_refuse()")
    else:
        schema_editor.execute("DROP TRIGGER audit_entry_no_update")
        schema_editor.execute("DROP TRIGGER audit_entry_no_delete")


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("actor_id", models.BigIntegerField(blank=True, null=True)),
                ("actor_name", models.CharField(blank=True, default="", max_length=150)),
                ("verb", models.CharField(max_length=100)),
                ("target", models.CharField(blank=True, default="", max_length=200)),
                ("details", models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ("library_id", models.BigIntegerField(blank=True, null=True)),
                ("previous", models.CharField(blank=True, default="", max_length=64)),
                ("digest", models.CharField(max_length=64, unique=True)),
            ],
            options={"db_table": "audit_entry", "ordering": ["-id"]},
        ),
        migrations.AddIndex("Entry", models.Index(fields=["target", "-id"], name="audit_by_target")),
        migrations.AddIndex("Entry", models.Index(fields=["actor_name", "-id"], name="audit_by_actor")),
        migrations.AddIndex("Entry", models.Index(fields=["at"], name="audit_by_time")),
        migrations.RunPython(close, open_again),
        migrations.AlterModelOptions("Entry", {"managed": False, "ordering": ["-id"]}),
    ]
