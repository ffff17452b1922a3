"""Several voices on one occasion, set side by side: the zones of a round-up page, or whole documents."""

from __future__ import annotations

from gongwen.comparing.themes import THEMES, Themed, themes
from gongwen.comparing.voices import Voice, voices

__all__ = ["THEMES", "Themed", "Voice", "themes", "voices"]
