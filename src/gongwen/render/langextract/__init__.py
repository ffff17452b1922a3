"""langextract's JSONL both ways, in the shape of langextract 1.7 (its ``core/data.py``, ``data_lib.py``).

A clause is an extraction of its role, a mention of its kind, a task of class ``task``. What lies in several places of
the page is one extraction a place, with the same ``id`` and ``group_index`` and a ``part``. ``extraction_text`` is
always ``text[start_pos:end_pos]``.
"""

from gongwen.render.langextract.giving import render_langextract
from gongwen.render.langextract.taking import Extract, Imported, Ungrounded, Why, from_langextract

__all__ = ["Extract", "Imported", "Ungrounded", "Why", "from_langextract", "render_langextract"]
