"""Translations: `translator` finds and installs them; the texts are in the `.ts` files."""
