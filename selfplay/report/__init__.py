"""What people see of a run: its state, its progress, its report, its curves.

Modules in order: `status` (``status.json``), `progress` (the live display).
"""

from selfplay.report.progress import Progress
from selfplay.report.status import StatusError, read_status, text_status, write_status

__all__ = ["Progress", "StatusError", "read_status", "text_status", "write_status"]
