"""Static files under names that change with their content, so browsers may keep them for ever."""

from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage


class ForgivingManifestStorage(CompressedManifestStaticFilesStorage):
    """As whitenoise's, but a file missing from the manifest is linked under its plain name.

    Tests and a first run before `collectstatic` then still show pages.
    """

    manifest_strict = False
    support_js_module_import_aggregation = True  # imported modules get names that change with their content too

    def hashed_name(self, name, content=None, filename=None):
        try:
            return super().hashed_name(name, content, filename)
        except ValueError:
            return name

    def create_compressor(self, **kwargs):
        """Gzip only: Brotli at its best quality takes a minute for the reading room's bundles and saves a tenth."""
        return Compressor(**{**kwargs, "use_brotli": False})
