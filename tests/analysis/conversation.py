"""An analysis server in the test's own process, over files instead of pipes."""

from __future__ import annotations

import json
import os
import tempfile
import weakref
from typing import Any

from gogame.analysis.channels import LineInput, LineOutput
from gogame.analysis.server import Server
from gogame.analysis.settings import Settings
from gogame.analysis.wire import MAX_LINE
from gogame.evaluation import Evaluator
from gogame.search.config import SearchConfig
from gogame.search.pool import SearchPool
from tests.search.fakes import HashEvaluator

Json = dict[str, Any]


def query(id_: str = "q", **fields: Any) -> Json:
    """Returns a small query, with fields changed or added; None leaves one out."""
    raw = {
        "id": id_,
        "moves": [],
        "rules": "tromp-taylor",
        "komi": 0.5,
        "boardXSize": 5,
        "boardYSize": 4,
        "maxVisits": 20,
        **fields,
    }
    return {name: value for name, value in raw.items() if value is not None}


class Conversation:
    """One client and its server.

    Attributes:
        evaluator: Judges; its batches can be looked at.
        pool: The searches.
        server: The server.
    """

    def __init__(
        self,
        evaluator: Evaluator | None = None,
        settings: Settings | None = None,
        memory_mib: int | None = None,
    ) -> None:
        self.evaluator = evaluator or HashEvaluator(reads_planes=True)
        judge = self.evaluator
        self.pool = SearchPool(lambda _variant: judge, SearchConfig(), memory_mib=memory_mib)
        self._input, self._output = self._new_file(), self._new_file()
        self._read = 0
        self.source = LineInput(self._input, MAX_LINE)
        self.target = LineOutput(self._output)
        self.server = Server(self.pool, self.source, self.target, settings)

    def _new_file(self) -> int:
        """Returns the descriptor of a file without a name, closed together with this object."""
        with tempfile.TemporaryFile() as file:
            descriptor = os.dup(file.fileno())
        weakref.finalize(self, os.close, descriptor)
        return descriptor

    def ask(self, *requests: Json | str) -> list[Json]:
        """Returns all that the server writes until nothing is left to do."""
        for request in requests:
            self.server.answer(request if isinstance(request, str) else json.dumps(request))
        while len(self.pool):
            self.step()
        return self.replies()

    def step(self) -> None:
        """Searches one batch."""
        self.server._search()

    def run(self, text: bytes) -> list[Json]:
        """Returns all that the server writes from the first byte of its input to the end."""
        os.write(self._input, text)
        os.lseek(self._input, 0, os.SEEK_SET)
        self.server.run()
        return self.replies()

    def replies(self) -> list[Json]:
        """Returns what has been written since the last call."""
        return [json.loads(line) for line in self.text().splitlines()]

    def text(self) -> str:
        """Returns the same as text."""
        size = os.fstat(self._output).st_size
        text = os.pread(self._output, size - self._read, self._read)
        self._read = size
        return text.decode("ascii")
