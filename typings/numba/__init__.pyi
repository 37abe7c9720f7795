"""What this project uses of Numba, typed: a kernel keeps the signature of its Python function."""

from collections.abc import Callable
from typing import Any, TypeVar

__version__: str

F = TypeVar("F", bound=Callable[..., Any])

def njit(
    *,
    cache: bool = ...,
    nogil: bool = ...,
    inline: str = ...,
    forceinline: bool = ...,
    _nrt: bool = ...,
    error_model: str = ...,
) -> Callable[[F], F]: ...
