"""`fast_convolution`: 3x3 convolutions whose gradients are fast on a CPU.

XLA's own gradient of a convolution reaches a small part of a CPU's speed. Here forward pass and
both gradients are the kernels of `kernels`, called as foreign functions; where those do not fit
(another processor or device, an odd number of boards) the convolution stays XLA's. Channels are
filled up with zeros to what the kernels take. A 1x1 kernel is one matrix product.
"""

from __future__ import annotations

import ctypes
import functools
from typing import Any, cast

import jax
import jax.numpy as jnp
from flax import nnx

from gogame.net.model import Conv, GoNet, xla_convolution
from selfplay.train import kernels


def use_fast_convolutions(network: GoNet) -> None:
    """Makes a network compute its convolutions by `fast_convolution`."""
    modules: Any = nnx.iter_modules(network)
    for _, module in modules:
        if isinstance(module, Conv):
            module.convolve = fast_convolution


def fits(batch: int, height: int, width: int, channels: int) -> bool:
    """Returns whether the kernels compute such maps: an even batch, boards that fit a stack."""
    scratch = 4 * (height + 2) * (width + 2) * 2 * (channels + kernels.LANES)
    return kernels.is_supported() and batch % 2 == 0 and scratch <= kernels.MAX_SCRATCH_BYTES


def fast_convolution(x: jax.Array, kernel: jax.Array) -> jax.Array:
    """Returns the convolution of float32 arrays with bfloat16 products, where `fits`."""
    batch, height, width, inputs = x.shape
    if kernel.shape[:2] == (1, 1):
        return x @ kernel[0, 0]
    if kernel.shape[:2] == (3, 3) and fits(batch, height, width, max(inputs, kernel.shape[3])):
        return cast("jax.Array", _convolution(x, kernel))
    return xla_convolution(x, kernel)


@jax.custom_vjp
def _convolution(x: jax.Array, kernel: jax.Array) -> jax.Array:
    return _forward(x, kernel)


def _convolution_forward(
    x: jax.Array, kernel: jax.Array
) -> tuple[jax.Array, tuple[jax.Array, jax.Array]]:
    return _forward(x, kernel), (x, kernel)


def _convolution_backward(
    kept: tuple[jax.Array, jax.Array], slope: jax.Array
) -> tuple[jax.Array, jax.Array]:
    x, kernel = kept
    turned = kernel[::-1, ::-1].transpose(0, 1, 3, 2)
    return _forward(slope, turned), _kernel_gradient(x, slope)


_convolution.defvjp(_convolution_forward, _convolution_backward)


def _forward(x: jax.Array, kernel: jax.Array) -> jax.Array:
    batch, height, width, inputs = x.shape
    outputs = kernel.shape[3]
    odd, rest = inputs % 2, -outputs % kernels.LANES
    filled = jnp.pad(kernel.astype(jnp.bfloat16), ((0, 0), (0, 0), (0, odd), (0, rest)))
    packed = filled.reshape(9, (inputs + odd) // 2, 2, outputs + rest).swapaxes(2, 3)
    shape = height, width, inputs + odd, outputs + rest
    result = jax.ffi.ffi_call(
        _foreign("convolution", *shape),
        jax.ShapeDtypeStruct((batch, height, width, outputs + rest), jnp.float32),
    )
    return result(_with_zeros(x, odd), packed)[..., :outputs]


def _kernel_gradient(x: jax.Array, slope: jax.Array) -> jax.Array:
    height, width, inputs = x.shape[1:]
    outputs = slope.shape[3]
    rest = -outputs % kernels.LANES
    result = jax.ffi.ffi_call(
        _foreign("gradient", height, width, inputs, outputs + rest),
        jax.ShapeDtypeStruct((3, 3, inputs, outputs + rest), jnp.float32),
    )
    return result(x, _with_zeros(slope, rest))[..., :outputs]


def _with_zeros(x: jax.Array, channels: int) -> jax.Array:
    return jnp.pad(x, ((0, 0), (0, 0), (0, 0), (0, channels))) if channels else x


@functools.cache
def _foreign(kind: str, height: int, width: int, inputs: int, outputs: int) -> str:
    """Returns the name under which XLA knows the compiled kernel."""
    name = f"gogame_{kind}_{height}_{width}_{inputs}_{outputs}"
    write = kernels.convolution_ir if kind == "convolution" else kernels.gradient_ir
    address = kernels.compiled(name, write(name, height, width, inputs, outputs))
    function: Any = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p)(address)
    jax.ffi.register_ffi_target(name, jax.ffi.pycapsule(function), platform="cpu")
    return name
