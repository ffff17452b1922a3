"""Readings made by hand, and how near the reader comes to them."""
