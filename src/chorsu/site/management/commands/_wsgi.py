"""The application as `chorsu web` serves it: a request process ends when the server process above it was killed.

Otherwise it would go on holding the port, beside the server that was started in its place.
"""

from chorsu.foundation.jobs.supervising import die_with_parent
from chorsu.site.wsgi import application

die_with_parent()

__all__ = ["application"]
