"""A GTP server in the test's own process."""

from __future__ import annotations

from gogame.board.variant import VariantSpec, standard
from gogame.engine import Engine, EngineConfig
from gogame.evaluation import Evaluator
from gogame.gtp.lines import ListedLines
from gogame.gtp.server import Server
from gogame.gtp.wire import AnalysisLine, Response, ResponseReader
from gogame.rollout import RolloutEvaluator
from gogame.search.config import Limits


def new_engine(
    variant: VariantSpec | None = None, visits: int = 40, evaluator: Evaluator | None = None
) -> Engine:
    """Returns an engine that plays fast and always the same."""
    config = EngineConfig(limits=Limits(visits=visits))
    judge = evaluator or RolloutEvaluator(num_rollouts=1, seed=1)
    return Engine(judge, config, variant=variant or standard(9), seed=1)


class QuietLines(ListedLines):
    """Input of which nothing waits until somebody has asked so many times."""

    def __init__(self, quiet: int) -> None:
        super().__init__([])
        self.quiet = quiet

    def pending(self, wait_s: float | None = 0.0) -> bool:
        self.quiet -= 1
        return wait_s is None or self.quiet < 0


class Conversation:
    """Asks a server one line at a time; its analyses are interrupted at once."""

    def __init__(
        self,
        engine: Engine | None = None,
        name: str = "GoGame",
        version: str | None = None,
        quiet: int = 0,
    ) -> None:
        self.engine = engine or new_engine()
        self.written: list[str] = []
        self.lines = QuietLines(quiet)
        self.server = Server(self.engine, self.lines, self.written.append, name, version)

    def raw(self, line: str) -> str:
        """Returns all that the server wrote in answer to a line."""
        self.written.clear()
        self.server.answer(line)
        return "".join(self.written)

    def response(self, line: str) -> Response:
        """Returns the one reply to a line; fails unless it is exactly one, well formed."""
        events = ResponseReader().feed(self.raw(line))
        replies = [event for event in events if isinstance(event, Response)]
        others = [e for e in events if not isinstance(e, Response | AnalysisLine)]
        assert len(replies) == 1, events
        assert not others
        return replies[0]

    def ask(self, line: str) -> str:
        """Returns the text of a success reply."""
        response = self.response(line)
        assert response.ok, response.text
        return response.text

    def fail(self, line: str) -> str:
        """Returns the text of a failure reply."""
        response = self.response(line)
        assert not response.ok, response.text
        return response.text
