"""`python -m digest` is the command `digest`."""

import sys

from digest.cli import main

# Worker processes that are spawned import this module again: only the first one may run the command.
if __name__ == "__main__":
    sys.exit(main())
