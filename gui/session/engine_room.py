"""Makes the objects behind the engines that were chosen: processes, partners, the analyst."""

from __future__ import annotations

import functools

from gui.engine_client import (
    AnalysisClient,
    EngineClient,
    GtpAnalysisClient,
    JsonAnalysisClient,
)
from gui.engines.analyst import Analyst
from gui.engines.partner import EnginePartner
from gui.engines.programs import program_of
from gui.engines.team import OURS, EngineTeam
from gui.game.engines import OUR_ANALYSIS, OUR_ENGINE, EngineChoice, Protocol, choice_from_json
from gui.session.session import Session


def make_team(ours: EngineClient) -> EngineTeam:
    """Returns the engines that play; `ours` is our own engine's process, perhaps running."""

    def make(command: str) -> EnginePartner:
        if command == OURS:
            return EnginePartner(ours)
        return EnginePartner(EngineClient(program_of(EngineChoice(command))), engine=command)

    return EngineTeam(make)


def make_analysis_client(choice: EngineChoice, network: str = "") -> AnalysisClient:
    """Returns the process of an engine that analyses; it is not started yet.

    Args:
        choice: The engine.
        network: The network file that our engine uses, empty for the one that comes with it.
    """
    program = program_of(choice, network)
    if choice.protocol is Protocol.GTP:
        return GtpAnalysisClient(program)
    return JsonAnalysisClient(program, knows_variants=choice.is_ours)


def make_analyst(kept: str, network: str = "") -> Analyst:
    """Returns what analyses.

    Args:
        kept: The engine as the settings keep it, empty for ours.
        network: The network file that our engine uses, empty for the one that comes with it.
    """
    make = functools.partial(make_analysis_client, network=network)
    return Analyst(make, choice_from_json(kept, OUR_ANALYSIS))


def use_network(session: Session, network: str) -> None:
    """Lets our engine play and analyse with another network; it is started anew.

    Args:
        session: Its engines change.
        network: The network file, empty for the one that comes with the program.
    """
    make = functools.partial(make_analysis_client, network=network)
    session.use_engines(program_of(OUR_ENGINE, network), make)
