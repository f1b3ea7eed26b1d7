"""The IIIF doors: page images and manifests for any viewer."""
