"""`python -m benchmarks.busier 8 demo …`: the command line on a world whose median account writes that much a week."""

from __future__ import annotations

import sys

from groundswell.cli import main
from groundswell.demo import constants

if __name__ == "__main__":
    median, *command = sys.argv[1:]
    constants.MESSAGES_A_WEEK = (float(median), *constants.MESSAGES_A_WEEK[1:])
    main(command)
