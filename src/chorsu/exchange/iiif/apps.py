from django.apps import AppConfig


class IiifConfig(AppConfig):
    """The IIIF doors: page images and manifests for any viewer."""

    name = "chorsu.exchange.iiif"
    label = "iiif"
    default_auto_field = "django.db.models.BigAutoField"
