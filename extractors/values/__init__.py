"""Values: what the text of one box says."""

from extractors.values.prompts import strip_prompt
from extractors.values.reading import read_value
from extractors.values.value import Value

__all__ = ["Value", "read_value", "strip_prompt"]
