"""Whether what reads scans is installed: it is heavy, and an extra of its own (`hebiao[ocr]`)."""

from importlib.util import find_spec

from extractors.errors import NoTextError

_NEEDED = ("cv2", "numpy", "onnxruntime", "PIL", "pypdfium2", "rapidocr")


def require_recogniser() -> None:
    """Raise NoTextError where a scan cannot be read because a package is missing."""
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise NoTextError(
            "document.unreadable", f"页面是图片（扫描件或照片），而识别文字的组件没有安装（缺少 {'、'.join(missing)}）。",
            "请由维护人员安装（pip install 'hebiao[ocr]'）后重新处理，或请申报单位报送 Word 文件。",
        )
