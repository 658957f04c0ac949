"""The program `digest`, and `python -m digest`, which is the same command."""

import os
import sys
from typing import NoReturn

from digest.cli.main import main


def program() -> NoReturn:
    """Run the command and end the process at once.

    To take apart all that a build of ten thousand articles knew, one value after the other, would take the interpreter a tenth of a second.
    """
    code = main()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:  # nobody reads any more
        code = 1
    os._exit(code)


# Worker processes that are spawned import this module again: only the first one may run the command.
if __name__ == "__main__":
    sys.exit(main())
