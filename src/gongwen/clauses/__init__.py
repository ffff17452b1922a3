"""Body text → clauses, each with a role. The rules of cutting and of roles are those of ../gold/GUIDELINES.md."""

from gongwen.clauses.paragraphs import Stretch, read_body
from gongwen.clauses.sentences import Mode

__all__ = ["Mode", "Stretch", "read_body"]
