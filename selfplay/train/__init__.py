"""The learner: from batches of positions to a better network.

The only part of `selfplay` that imports JAX, Optax and Orbax. In the order of imports: `config`,
`convolution` (the fast gradient on CPUs), `loss`, `state`, `learner`.
"""
