"""``python -m gongwen``, where the script is on no path."""

from gongwen.cli import main

main()
