"""The policy-value network, its files and its two runtimes.

Modules, each importing only from those before it: `config` (shapes), `parameters` (names and first
values), `checkpoint` (files), `batches` (buckets, boards of mixed sizes), `model` and
`jax_evaluator` (JAX), `openvino_graph` and `openvino_evaluator` (OpenVINO), `runtime` (which of
them judges), `measure`. Begin with `runtime.load_evaluator`; to train, with `model.GoNet`.
"""

import sys

# OpenVINO's converter, which we never use, reports each import to its makers over the network, by
# a forked process that may hang. Without it `import openvino` is silent and takes half the time.
sys.modules.setdefault("openvino.tools.ovc", None)  # pyright: ignore[reportArgumentType]
