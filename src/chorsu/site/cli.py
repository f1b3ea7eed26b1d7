"""The `chorsu` command: Django's management commands under one name, with this project's settings."""

import os
import sys


def main() -> None:
    """Run one command; exit code 0 done, 1 the work failed, 2 the arguments were unusable."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chorsu.site.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["chorsu", *sys.argv[1:]])


if __name__ == "__main__":
    main()
