"""Tests of gogame.board."""
