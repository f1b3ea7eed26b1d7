from django.apps import AppConfig


class OcrConfig(AppConfig):
    """Page images become searchable text."""

    name = "chorsu.archive.ocr"
    label = "ocr"
    default_auto_field = "django.db.models.BigAutoField"
