from django.apps import AppConfig


class EventsConfig(AppConfig):
    """Outbox and subscribers: how rooms speak upward."""

    name = "chorsu.foundation.events"
    label = "events"
    default_auto_field = "django.db.models.BigAutoField"
