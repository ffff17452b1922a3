"""What bytes are by their first few, whatever the file is called."""

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "PDF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Office 或 WPS 文档"),
    (b"{\\rtf", "RTF 文档"),
    (b"\x89PNG", "PNG 图片"),
    (b"\xff\xd8\xff", "JPEG 图片"),
    (b"GIF8", "GIF 图片"),
    (b"II*\x00", "TIFF 图片"),
    (b"MM\x00*", "TIFF 图片"),
    (b"BM", "BMP 图片"),
    (b"Rar!", "RAR 压缩包"),
    (b"7z\xbc\xaf", "7z 压缩包"),
    (b"\x1f\x8b", "gzip 压缩包"),
)
_IN_ZIP: tuple[tuple[bytes, str], ...] = (
    (b"word/", "Word 文档"),
    (b"xl/", "Excel 工作簿"),
    (b"ppt/", "PowerPoint 演示文稿"),
    (b"OFD.xml", "OFD 版式文件"),
)
_MARKUP = (b"<!doctype html", b"<html", b"<?xml")


def known_format(data: bytes) -> str | None:
    """The Chinese name of a format that is not plain text, or None."""
    if data.startswith(b"PK\x03\x04"):
        return next((name for mark, name in _IN_ZIP if mark in data), "ZIP 压缩包")
    for mark, name in _SIGNATURES:
        if data.startswith(mark) and (mark != b"BM" or b"\x00" in data[:32]):
            return name
    head = data[:256].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return "网页（HTML 或 XML）" if head.startswith(_MARKUP) else None
