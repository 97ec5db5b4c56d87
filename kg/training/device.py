"""Where training runs: on a GPU where there is one, else on the processor."""

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

import torch

Value = TypeVar("Value")


def best_device() -> torch.device:
    """Return the first GPU, or the processor."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def moved(value: Value, device: torch.device) -> Value:
    """Return a tensor, or a tuple or dataclass of such, on a device; anything else as it is."""
    result: Any = value
    if isinstance(value, torch.Tensor):
        result = value.to(device)
    elif isinstance(value, tuple):
        result = tuple(moved(item, device) for item in value)
    elif is_dataclass(value) and not isinstance(value, type):
        result = replace(value, **{field.name: moved(getattr(value, field.name), device) for field in fields(value)})
    kept: Value = result
    return kept
