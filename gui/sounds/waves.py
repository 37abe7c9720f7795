"""The sounds of the program, made from sines and noise. No Qt here.

A wave is float64 `[samples]` within [-1, 1] at `RATE` samples a second; the same every time.
"""

from __future__ import annotations

import enum
import io
import wave

import numpy as np
from numpy.typing import NDArray

RATE = 44_100
NUM_STONES = 4  # how many ways a stone sounds
Wave = NDArray[np.float64]

# Frequency in Hz, loudness, seconds until it has faded to a third: a stone on a wooden board.
_WOOD = (
    (172.0, 0.80, 0.030),
    (415.0, 0.42, 0.022),
    (1130.0, 0.55, 0.016),
    (1975.0, 0.38, 0.011),
    (3340.0, 0.22, 0.007),
)


class Sound(enum.StrEnum):
    """What can be heard."""

    STONE = "stone"
    CAPTURE = "capture"
    PASS = "pass"
    TICK = "tick"
    LOW_TIME = "low-time"
    END = "end"


def wave_of(sound: Sound, variant: int = 0) -> Wave:
    """Returns a sound; `variant` chooses among the stones, others sound the same every time."""
    if sound is Sound.STONE:
        return _stone(variant % NUM_STONES)
    if sound is Sound.CAPTURE:
        return _placed(tuple((0.055 * i, 0.8 - 0.13 * i, _stone(i % NUM_STONES)) for i in range(4)))
    if sound is Sound.PASS:
        return _placed(((0.0, 0.45, _bell(659.3, 0.09)), (0.11, 0.45, _bell(493.9, 0.13))))
    if sound is Sound.TICK:
        return 0.5 * _bell(1046.5, 0.018)
    if sound is Sound.LOW_TIME:
        return _placed(((0.0, 0.5, _bell(880.0, 0.10)), (0.16, 0.5, _bell(880.0, 0.16))))
    notes = (523.3, 659.3, 784.0, 1046.5)
    return _placed(tuple((0.13 * i, 0.4, _bell(note, 0.32)) for i, note in enumerate(notes)))


def _times(seconds: float) -> Wave:
    return np.arange(round(seconds * RATE), dtype=np.float64) / RATE


def _stone(variant: int) -> Wave:
    rng = np.random.Generator(np.random.PCG64([variant, 19]))
    times = _times(0.19)
    sound = np.zeros_like(times)
    for frequency, loudness, fade in _WOOD:
        pitch = frequency * rng.uniform(0.94, 1.06)
        phase = rng.uniform(0, 2 * np.pi)
        sound += loudness * np.exp(-times / fade) * np.sin(2 * np.pi * pitch * times + phase)
    sound += 0.5 * np.exp(-times / 0.0022) * rng.standard_normal(len(times))
    return _even(sound)


def _bell(frequency: float, fade: float) -> Wave:
    times = _times(6 * fade)
    sound = np.zeros_like(times)
    for multiple, loudness in ((1.0, 1.0), (2.0, 0.30), (3.01, 0.12)):
        angle = 2 * np.pi * frequency * multiple * times
        sound += loudness * np.exp(-times * multiple / fade) * np.sin(angle)
    return _even(sound)


def _placed(parts: tuple[tuple[float, float, Wave], ...]) -> Wave:
    """Returns waves put together, each with the second at which it begins and its loudness."""
    length = max(round(at * RATE) + len(part) for at, _loudness, part in parts)
    sound = np.zeros(length)
    for at, loudness, part in parts:
        begin = round(at * RATE)
        sound[begin : begin + len(part)] += loudness * part
    return _even(sound) * max(loudness for _at, loudness, _part in parts)


def _even(sound: Wave) -> Wave:
    """Returns a wave whose loudest sample is 1, with a soft beginning and end."""
    ramp = np.minimum(1.0, np.arange(len(sound)) / 40)
    soft = sound * ramp * np.minimum(1.0, np.arange(len(sound))[::-1] / 400)
    return soft / np.abs(soft).max()


def wav_bytes(sound: Wave, percent: int) -> bytes:
    """Returns a wave as a WAV file of 16 bits, one channel.

    Args:
        sound: The wave.
        percent: How loud, 0 to 100.
    """
    loudness = (max(0, min(100, percent)) / 100) ** 2  # ears hear ratios
    samples = np.round(sound * loudness * 32_000).astype("<i2")
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(samples.tobytes())
    return file.getvalue()
