"""Dialogs: each gathers choices and hands them back; none touches the state."""
