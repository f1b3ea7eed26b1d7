"""Digital objects, their representations, files and pages."""
