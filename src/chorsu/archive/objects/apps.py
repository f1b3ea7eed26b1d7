from django.apps import AppConfig


class ObjectsConfig(AppConfig):
    """Digital objects, their representations, files and pages."""

    name = "chorsu.archive.objects"
    label = "objects"
    default_auto_field = "django.db.models.BigAutoField"
