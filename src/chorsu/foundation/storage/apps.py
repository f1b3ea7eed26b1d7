from django.apps import AppConfig


class StorageConfig(AppConfig):
    """Blobs by content hash."""

    name = "chorsu.foundation.storage"
    label = "storage"
    default_auto_field = "django.db.models.BigAutoField"
