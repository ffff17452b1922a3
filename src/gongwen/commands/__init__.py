"""The commands by what they do, plain functions; ``cli.py`` gives them their names."""
