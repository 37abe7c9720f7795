"""``status.json`` as the window reads it, and what is wrong with a run that says so of itself."""

from __future__ import annotations

from gogame.run_status import SILENT_S, RunState, RunStatus, status_of
from gui.training.reading import parsed
from gui.training.trouble import Trouble, TroubleKind


def parse_status(text: str, where: str) -> RunStatus:
    """Returns a status from its JSON.

    Raises:
        TrainingError: It is torn, or of a later version.
    """
    return parsed(text, where, lambda fields: status_of(fields.tree))


def trouble_of(status: RunStatus, *, is_alive: bool, now: float, log: str) -> Trouble | None:
    """Returns what its process cannot or did not say itself, None if all is well.

    Args:
        status: As it was written.
        is_alive: Whether there is a process of its number.
        now: Seconds since 1970.
        log: The last lines of the run's log.
    """
    if status.state is RunState.FAILED:
        return Trouble(TroubleKind.FAILED, (status.message or log,))
    if status.state.is_final:
        return None
    if not is_alive:
        return Trouble(TroubleKind.DIED, (log,))
    silence = now - status.updated_at
    return Trouble(TroubleKind.SILENT, (f"{silence:.0f}",)) if silence > SILENT_S else None
