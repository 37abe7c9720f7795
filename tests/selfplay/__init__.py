"""Tests of `selfplay`."""
