"""How the program's kernels are compiled: one decorator, and one way to say "an index".

`kernel` is Numba's `njit` with the disk cache, without the interpreter lock, and without
reference counting: random games ran 2.8 times faster without it, because Numba counts
references to the arrays that every function is handed, with atomic operations. The price: a
`kernel` may not create an array. A function that needs scratch space allocates it under
`allocating_kernel` and hands it to a `kernel`. See docs/adr/0002.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numba import njit


def kernel(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compiles a function that creates no array."""
    return njit(cache=True, nogil=True, _nrt=False)(function)


def inlined_kernel(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compiles a kernel into its callers, which spares handing over its many arguments.

    For the innermost kernels of random games, which become a quarter faster by it.
    """
    return njit(cache=True, nogil=True, _nrt=False, forceinline=True)(function)


def vector_kernel(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compiles a kernel whose loops divide floats: by zero gives infinity instead of an error.

    Without the test for zero the compiler can work on many numbers at once; PUCT's selection
    takes half the time.
    """
    return njit(cache=True, nogil=True, _nrt=False, error_model="numpy")(function)


def allocating_kernel(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compiles a function that may create arrays."""
    return njit(cache=True, nogil=True)(function)


@njit(cache=True, nogil=True, inline="always")
def index(number):
    """Returns a number that is not negative as an index.

    The compiler then leaves out Python's rule that -1 means the last element, which costs a
    tenth of the speed of random games.
    """
    return np.int64(np.uint32(number))
