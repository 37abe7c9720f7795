"""Tests of gogame.bench."""
