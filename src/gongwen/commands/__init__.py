"""One command a module, its function ``command``; ``cli.py`` names them and imports the one that is given."""
