"""A model in one file: NumPy arrays and a JSON head in an .npz archive, nothing executable (no pickle)."""

import json
from pathlib import Path

import numpy as np

from madang.reader.relations.features import VIEWS
from madang.reader.relations.model import Block, Model

FORMAT = "madang-relations-1"


def save(model: Model, path: Path) -> None:
    """Write the model to `path` (ending .npz)."""
    words = [list(block.columns) for block in model.blocks]
    head = json.dumps(
        {"format": FORMAT, "views": VIEWS, "labels": model.labels, "words": words}
    )
    arrays = {
        "head": np.frombuffer(head.encode(), dtype=np.uint8),
        "join": model.join,
        "join_bias": model.join_bias,
    }
    arrays |= {f"idf{at}": block.idf for at, block in enumerate(model.blocks)}
    arrays |= {f"weights{at}": weights for at, weights in enumerate(model.weights)}
    arrays |= {f"bias{at}": bias for at, bias in enumerate(model.biases)}
    with path.open("wb") as file:
        np.savez_compressed(file, **arrays)  # type: ignore[arg-type]


def load(path: Path) -> Model:
    """The model saved at `path`; ValueError where the file is of another kind or version."""
    with np.load(path, allow_pickle=False) as kept:
        if "head" not in kept:
            raise ValueError("This file holds no relation model.")
        head = json.loads(kept["head"].tobytes().decode())
        if head.get("format") != FORMAT or tuple(head.get("views", ())) != VIEWS:
            raise ValueError("This relation model was written by another version.")
        machines = range(len(VIEWS) + 1)
        blocks = [
            Block({word: column for column, word in enumerate(words)}, kept[f"idf{at}"])
            for at, words in enumerate(head["words"])
        ]
        return Model(
            head["labels"],
            blocks,
            [kept[f"weights{at}"] for at in machines],
            [kept[f"bias{at}"] for at in machines],
            kept["join"],
            kept["join_bias"],
        )
