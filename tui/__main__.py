"""``python -m tui`` is ``dateline``."""

import sys

from tui.cli import main

sys.exit(main())
