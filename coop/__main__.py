"""`python3 -m coop …`: prepares the machine with the standard library alone, then hands over to `coop.cli`.

This file and `coop/bootstrap/words.py` are written so that Python 3.6 can still read them and say
what is missing.
"""

import sys

from coop.bootstrap.words import _, say

OLDEST = (3, 11)


def main(argv: "list[str]") -> None:
    """Prepare the machine and run one command."""
    if sys.version_info < OLDEST:
        say(_("Python 3.11 or newer is needed; this one is %(version)s.", version=sys.version.split()[0]))
        sys.exit(3)
    from coop.bootstrap import start

    start.prepare(argv)
    try:
        from coop.cli import main as run
    except ModuleNotFoundError as error:
        start.mend(error)
        raise
    run(argv)


if __name__ == "__main__":
    main(sys.argv[1:])
