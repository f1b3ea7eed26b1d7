from django.apps import AppConfig


class ShelvesConfig(AppConfig):
    """A reader's own shelf."""

    name = "chorsu.discovery.shelves"
    label = "shelves"
    default_auto_field = "django.db.models.BigAutoField"
