"""``python -m selfplay`` is ``gogame-selfplay``."""

import sys

from selfplay.cli import main

sys.exit(main())
