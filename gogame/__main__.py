"""``python -m gogame`` is ``gogame-engine``."""

from __future__ import annotations

import sys

from gogame.cli import main

sys.exit(main())
