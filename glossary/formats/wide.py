"""Lists with several columns of terms, or with a title above the table. They are read, and not written.

    中文全称,中文简称,英文,英文缩写,禁用译法
    世界贸易组织,世贸组织,World Trade Organization,WTO,

All terms of a row belong to one concept. The fields in a row are those of the first term of the target.
"""

from __future__ import annotations

from glossary.formats.pairs import load, load_chosen, load_rows

__all__ = ["load", "load_chosen", "load_rows"]
