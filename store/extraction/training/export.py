"""A trained net as files that execute nothing on load: int8 ONNX for the encoder, plain arrays for the heads."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import torch

from store.extraction.training.net import Net

HEADS = ("mentions", "triggers", "roles", "things", "event", "party", "pairs")


def save(net: Net, start: Path, target: Path) -> None:
    """Write ``encoder.onnx``, ``heads.npz`` and ``tokenizer.json`` into a folder."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    target.mkdir(parents=True, exist_ok=True)
    full = target / "full.onnx"
    example = (torch.ones(2, 9, dtype=torch.long), torch.ones(2, 9, dtype=torch.long))
    torch.onnx.export(
        net.encoder, example, str(full), input_names=["ids", "mask"], output_names=["states"], dynamo=False,
        dynamic_axes={"ids": {0: "b", 1: "n"}, "mask": {0: "b", 1: "n"}, "states": {0: "b", 1: "n"}}, opset_version=17,
    )  # fmt: skip
    quantize_dynamic(full, target / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True)
    full.unlink()
    arrays: dict[str, Any] = {"apart": net.apart.weight.detach().numpy().astype(np.float16)}
    for name in HEADS:
        layer = getattr(net, name)
        arrays[f"{name}_w"] = layer.weight.detach().numpy().astype(np.float16)
        arrays[f"{name}_b"] = layer.bias.detach().numpy().astype(np.float16)
    np.savez(target / "heads.npz", **arrays)
    shutil.copy(start / "tokenizer.json", target / "tokenizer.json")
