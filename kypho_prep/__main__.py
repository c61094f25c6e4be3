"""Starts the program with `python -m kypho_prep`."""

import sys

from kypho_prep.cli import main

if __name__ == "__main__":
    sys.exit(main())
