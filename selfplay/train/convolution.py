"""`fast_convolution`: 3x3 convolutions whose gradients are fast on a CPU.

XLA's own gradient of a convolution reaches a small part of a CPU's speed. Here forward pass and
both gradients are kernels of our own, called as foreign functions: those of `kernels_bf16` or of
`kernels_f32`, which `Products` names. Where they do not fit (another processor or device) the
convolution stays XLA's. Channels are filled up with zeros to what the kernels take. A 1x1 kernel
is one matrix product.
"""

from __future__ import annotations

import ctypes
import enum
import functools
from typing import Any, cast

import jax
import jax.numpy as jnp
from flax import nnx

from gogame.net.model import Conv, GoNet, xla_convolution
from selfplay.train import assembly, kernels_bf16, kernels_f32


class Products(enum.Enum):
    """Which numbers the kernels multiply; sums are float32 in any case."""

    BF16 = "bf16"
    F32 = "f32"


def products_for(precision: str) -> Products | None:
    """Returns whose kernels serve a precision best on this processor, None if only XLA does.

    Args:
        precision: As in `LearnerConfig`; "auto" takes bfloat16 before float32.
    """
    if precision == "xla":
        return None
    if precision != "f32" and kernels_bf16.is_supported():
        return Products.BF16
    if precision != "bf16" and kernels_f32.processor() is not None:
        return Products.F32
    return None


def use_fast_convolutions(network: GoNet, products: Products) -> None:
    """Makes a network compute its convolutions by `fast_convolution`."""
    modules: Any = nnx.iter_modules(network)
    for _, module in modules:
        if isinstance(module, Conv):
            module.convolve = functools.partial(fast_convolution, products=products)


def fits(products: Products, batch: int, height: int, width: int, channels: int) -> bool:
    """Returns whether the kernels compute such maps here.

    Those of float32 take any; those of bfloat16 an even batch of boards that fit a stack.
    """
    if products is Products.F32:
        return kernels_f32.processor() is not None
    scratch = 4 * (height + 2) * (width + 2) * 2 * (channels + kernels_bf16.LANES)
    small = batch % 2 == 0 and scratch <= kernels_bf16.MAX_SCRATCH_BYTES
    return kernels_bf16.is_supported() and small


def fast_convolution(x: jax.Array, kernel: jax.Array, products: Products) -> jax.Array:
    """Returns the convolution of float32 arrays by those products, where they fit."""
    batch, height, width, inputs = x.shape
    if kernel.shape[:2] == (1, 1):
        return x @ kernel[0, 0]
    channels = max(inputs, kernel.shape[3])
    if kernel.shape[:2] == (3, 3) and fits(products, batch, height, width, channels):
        return cast("jax.Array", _convolution(x, kernel, products))
    return xla_convolution(x, kernel)


@functools.partial(jax.custom_vjp, nondiff_argnums=(2,))
def _convolution(x: jax.Array, kernel: jax.Array, products: Products) -> jax.Array:
    return _forward(x, kernel, products)


def _convolution_forward(
    x: jax.Array, kernel: jax.Array, products: Products
) -> tuple[jax.Array, tuple[jax.Array, jax.Array]]:
    return _forward(x, kernel, products), (x, kernel)


def _convolution_backward(
    products: Products, kept: tuple[jax.Array, jax.Array], slope: jax.Array
) -> tuple[jax.Array, jax.Array]:
    x, kernel = kept
    turned = kernel[::-1, ::-1].transpose(0, 1, 3, 2)
    return _forward(slope, turned, products), _kernel_gradient(x, slope, products)


_convolution.defvjp(_convolution_forward, _convolution_backward)


def _forward(x: jax.Array, kernel: jax.Array, products: Products) -> jax.Array:
    outputs = kernel.shape[3]
    pairs = inputs = x.shape[3]
    rest = -outputs % _lanes(products)
    if products is Products.BF16:
        pairs += inputs % 2
        filled = _filled(kernel.astype(jnp.bfloat16), pairs - inputs, rest)
        packed = filled.reshape(9, pairs // 2, 2, outputs + rest).swapaxes(2, 3)
    else:
        vectors, _ = _processor().tile(outputs + rest)
        groups = (outputs + rest) // (vectors * _lanes(products))
        packed = _filled(kernel, 0, rest).reshape(9 * inputs, groups, -1).swapaxes(0, 1)
    filled_x = _filled(x, 0, pairs - inputs)
    shape = _shape(filled_x, outputs + rest)
    result = jax.ffi.ffi_call(
        _foreign("convolution", products, shape),
        jax.ShapeDtypeStruct((*x.shape[:3], outputs + rest), jnp.float32),
    )
    return result(filled_x, packed)[..., :outputs]


def _kernel_gradient(x: jax.Array, slope: jax.Array, products: Products) -> jax.Array:
    outputs = slope.shape[3]
    rest = -outputs % _lanes(products)
    shape = _shape(x, outputs + rest)
    result = jax.ffi.ffi_call(
        _foreign("gradient", products, shape),
        jax.ShapeDtypeStruct((3, 3, x.shape[3], outputs + rest), jnp.float32),
    )
    return result(x, _filled(slope, 0, rest))[..., :outputs]


def _filled(x: jax.Array, before_last: int, last: int) -> jax.Array:
    """Returns an array with zeros after the ends of its last two axes."""
    none = ((0, 0),) * (x.ndim - 2)
    return jnp.pad(x, (*none, (0, before_last), (0, last))) if before_last or last else x


def _shape(x: jax.Array, outputs: int) -> kernels_f32.Shape:
    batch, height, width, inputs = x.shape
    return kernels_f32.Shape(batch, height, width, inputs, outputs)


def _processor() -> kernels_f32.Processor:
    found = kernels_f32.processor()
    assert found is not None
    return found


def _lanes(products: Products) -> int:
    return kernels_bf16.LANES if products is Products.BF16 else _processor().lanes


def _foreign(kind: str, products: Products, shape: kernels_f32.Shape) -> str:
    """Returns the name under which XLA knows the kernel for a shape; compiles it once."""
    if products is Products.BF16:
        return _compiled_bf16(kind, shape.height, shape.width, shape.inputs, shape.outputs)
    return _compiled_f32(kind, shape, _processor())


@functools.cache
def _compiled_bf16(kind: str, height: int, width: int, inputs: int, outputs: int) -> str:
    name = f"gogame_{kind}_bf16_{height}_{width}_{inputs}_{outputs}"
    write = kernels_bf16.convolution_ir if kind == "convolution" else kernels_bf16.gradient_ir
    return _registered(name, write(name, height, width, inputs, outputs))


@functools.cache
def _compiled_f32(kind: str, shape: kernels_f32.Shape, target: kernels_f32.Processor) -> str:
    sides = f"{shape.batch}_{shape.height}_{shape.width}_{shape.inputs}_{shape.outputs}"
    name = f"gogame_{kind}_f32x{target.lanes}x{target.registers}_{sides}"
    write = kernels_f32.convolution_ir if kind == "convolution" else kernels_f32.gradient_ir
    return _registered(name, write(name, shape, target))


def _registered(name: str, source: str) -> str:
    address = assembly.compiled(name, source)
    function: Any = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p)(address)
    jax.ffi.register_ffi_target(name, jax.ffi.pycapsule(function), platform="cpu")
    return name
