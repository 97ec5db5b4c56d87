"""Reading and writing of a model's weights: half-precision arrays and a description in one file."""

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.errors import ConfigError

FORMAT = 2
"""Version of the form of the file; a file of another one is refused."""

_META = "meta.json"


class Weights(NamedTuple):
    """Arrays by name, and the sizes and settings that belong to them."""

    arrays: Mapping[str, NDArray[Any]]
    meta: Mapping[str, Any]


def save_weights(path: Path, weights: Weights) -> None:
    """Write weights; equal weights give equal bytes.

    Floating-point arrays are stored as float16, all others as they are.
    """
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(
            archive, _META, json.dumps({**weights.meta, "format": FORMAT}, sort_keys=True, ensure_ascii=False).encode()
        )
        for name in sorted(weights.arrays):
            array = weights.arrays[name]
            buffer = io.BytesIO()
            np.lib.format.write_array(
                buffer, array.astype(np.float16) if array.dtype.kind == "f" else array, allow_pickle=False
            )
            _put(archive, f"{name}.npy", buffer.getvalue())


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    """Add a member that carries no time of day."""
    archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)


def load_weights(path: Path) -> Weights:
    """Return the weights of a file, floating-point arrays as float32.

    Raises:
        ConfigError: The file is missing, damaged or of another version.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            meta = json.loads(archive.read(_META))
            names = [name for name in archive.namelist() if name.endswith(".npy")]
            arrays = {name[:-4]: np.load(io.BytesIO(archive.read(name)), allow_pickle=False) for name in names}
    except (OSError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise ConfigError(f"{path.name}: the model's weights cannot be read: {error}") from error
    if meta.get("format") != FORMAT:
        raise ConfigError(f"{path.name}: the model's weights have format {meta.get('format')}, expected {FORMAT}")
    return Weights({name: a.astype(np.float32) if a.dtype.kind == "f" else a for name, a in arrays.items()}, meta)


def members(weights: Weights) -> list[dict[str, NDArray[Any]]]:
    """Return the arrays of each network of a model whose scores are averaged; their names begin with its number."""
    return [
        {name.removeprefix(f"{number}."): a for name, a in weights.arrays.items() if name.startswith(f"{number}.")}
        for number in range(weights.meta["members"])
    ]
