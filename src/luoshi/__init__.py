"""落实 Luoshi: a zone's documents carried from sentence to result. Built on gongwen and Django."""

__version__ = "0.1.0"
