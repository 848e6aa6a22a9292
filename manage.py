#!/usr/bin/env python
"""Django's commands; starts the embedded servers first when a command needs them."""

import os
import sys

from sitamu import servers

# Commands that touch neither database nor broker.
ALONE = {
    "help",
    "version",
    "--help",
    "--version",
    "-h",
    "collectstatic",
    "makemessages",
    "compilemessages",
    "diffsettings",
    "findstatic",
    "startapp",
}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sitamu.settings.dev")
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    if command not in ALONE and not {"-h", "--help"} & set(sys.argv):
        try:
            servers.ensure()
        except servers.ServersError as error:
            sys.exit(str(error))

    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
