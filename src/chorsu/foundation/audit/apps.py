from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Who did what, append-only and hash-chained."""

    name = "chorsu.foundation.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"
