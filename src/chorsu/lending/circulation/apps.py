from django.apps import AppConfig


class CirculationConfig(AppConfig):
    """Check-out, check-in and the rules behind them."""

    name = "chorsu.lending.circulation"
    label = "circulation"
    default_auto_field = "django.db.models.BigAutoField"
