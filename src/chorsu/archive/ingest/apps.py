from django.apps import AppConfig


class IngestConfig(AppConfig):
    """Files and scans become digital objects."""

    name = "chorsu.archive.ingest"
    label = "ingest"
    default_auto_field = "django.db.models.BigAutoField"
