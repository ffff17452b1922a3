"""Firm names as people write them, brought to what tells one firm from another."""

from __future__ import annotations

import re
import unicodedata

# Legal forms (公司法; 企业名称登记管理规定) and what is left out in speech; longest first.
FORMS = ("股份有限公司", "有限责任公司", "集团有限公司", "有限公司", "股份公司", "总公司", "公司", "集团")
LEFT_OUT = re.compile(r"[\s·.,，。、\-—“”\"'()（）【】\[\]]")
BRACKETED = re.compile(r"\([^()]*\)")
LEAST = 4  # characters that tell a firm apart


def firm_key(name: str) -> str:
    """蓝桥精密（江北）科技股份有限公司 → 蓝桥精密科技. What stands in brackets is left out unless it is everything."""
    folded = unicodedata.normalize("NFKC", name).lower()
    bare = LEFT_OUT.sub("", BRACKETED.sub("", folded)) or LEFT_OUT.sub("", folded)
    for form in FORMS:
        short = bare.removesuffix(form)
        if short and short != bare:
            return firm_key(short)
    return bare
