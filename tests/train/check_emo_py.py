"""samples/Train/emo.py is what the specs and the goldens say: names and shapes of all tensors, and all goldens within 1e-5 of the largest.

usage: check_emo_py.py, with python3-torch (1.13 or later) and numpy. Status 1 if anything differs. Goldens: tests/data/goldens (the
official code with weights by formula, tests/Emo.Testing/Weights/SyntheticWeights.cs), tests/data/trained, tests/data/cifar10.
"""
import json
import re
import struct
import sys
import time
import warnings
from pathlib import Path

import numpy as np
import torch

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "tests" / "data"
sys.path.insert(0, str(ROOT / "samples" / "Train"))
import emo  # noqa: E402

TOLERANCE = 1e-5
# SSDLite's levels of 3x3 cells and fewer: the official code in float32 differs from itself in float64 by up to 9.5e-5 there.
TOLERANCE_OF_SMALL_LEVELS = 1e-4
TYPES = {"F32": np.float32, "F64": np.float64, "I64": np.int64, "U8": np.uint8}
problems, compared, worst = [], 0, 0.0


def say(problem):
    problems.append(problem)
    print("PROBLEM", problem, flush=True)


# ---- Files -----------------------------------------------------------------------------------------------------------------------

def safetensors(path):
    file = Path(path).read_bytes()
    length = struct.unpack("<Q", file[:8])[0]
    header = json.loads(file[8:8 + length])
    header.pop("__metadata__", None)
    tensors = {}
    for name, entry in header.items():
        begin, end = (8 + length + offset for offset in entry["data_offsets"])
        tensors[name] = np.frombuffer(file[begin:end], TYPES[entry["dtype"]]).reshape(entry["shape"])
    return tensors


def keys_of(name):
    lines = (DATA / "state-dict-keys" / (name + ".keys.txt")).read_text().splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {row[0]: tuple(json.loads(row[1])) for row in rows}


# ---- Weights and inputs by formula -----------------------------------------------------------------------------------------------

def uniform(name, count):
    """u(name, i) for i from 0: float32 on [-1, 1)."""
    value = 0xcbf29ce484222325
    for byte in name.encode():
        value = (value ^ byte) * 0x100000001b3 % 2 ** 64
    x = np.uint64(value) + np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    x ^= x >> np.uint64(30)
    x *= np.uint64(0xBF58476D1CE4E5B9)
    x ^= x >> np.uint64(27)
    x *= np.uint64(0x94D049BB133111EB)
    x ^= x >> np.uint64(31)
    return ((x >> np.uint64(40)).astype(np.int64) - 2 ** 23).astype(np.float32) * np.float32(2.0 ** -23)


GAINS = [(r"^(backbone\.)?stage[1-9]\.[1-9]\d*\.proj\.conv\.weight$", 0.15), (r"\.cls_convs\.\d+\.1\.weight$", 12),
         (r"\.qk\.conv\.weight$", 3), (r"\.retina_cls\.weight$", 2), (r"\.retina_reg\.weight$", 0.1), (r"\.conv_seg\.weight$", 6)]


def weight(name, shape):
    if name.endswith("num_batches_tracked"):
        return torch.tensor(1)
    u = uniform(name, int(np.prod(shape))).reshape(shape)
    if name.endswith(".running_var"):
        u = np.float32(1) + u * np.float32(0.5)
    elif name.endswith((".running_mean", ".bias")):
        u = np.float32(-4 if name.endswith(".retina_cls.bias") else 0) + u * np.float32(0.25)
    elif len(shape) < 2:
        u = np.float32(1) + u * np.float32(0.5)
    else:
        gain = next((gain for pattern, gain in GAINS if re.search(pattern, name)), 1.4)
        u = u * np.float32(np.sqrt(gain * 3 / np.prod(shape[1:])))
    return torch.from_numpy(u)


def input_of(height, width):
    return torch.from_numpy(2 * uniform(f"input.{height}x{width}", 3 * height * width).reshape(1, 3, height, width))


# ---- Networks --------------------------------------------------------------------------------------------------------------------

def spec_file(name):
    return next(path for path in (ROOT / "specs" / (name + ".json"), ROOT / "tests" / "specs" / (name + ".json")) if path.exists())


def prepared(spec, weights):
    """In float64: what differs then is emo.py, or the goldens' own rounding."""
    network = emo.network(spec_file(spec))
    emo.load(network, weights)
    return network.double().eval()


def compare(what, expected, actual, tolerance=TOLERANCE):
    global compared, worst
    actual = actual.numpy().reshape(-1)
    expected = expected.reshape(-1).astype(np.float64)
    if actual.shape != expected.shape:
        return say(f"{what} has {actual.size} values, not {expected.size}")
    difference = np.abs(actual - expected).max() / np.abs(expected).max()
    compared, worst = compared + 1, max(worst, difference if tolerance == TOLERANCE else 0)
    if not difference <= tolerance:
        say(f"{what} differs by {difference:.1e} of the largest value")


def every97(what, golden, key, actual, tolerance=TOLERANCE):
    compare(f"{what} {key}", golden[key + ".every97"], actual.contiguous().reshape(-1)[::97], tolerance)


def run(network, x):
    """The outputs, and what the stages gave on the way."""
    stages = {}
    hooks = [getattr(network.backbone, name)[-1].register_forward_hook(lambda _, __, y, name=name: stages.update({name: y}))
             for name in network.backbone.widths]
    outputs = network(x.double())
    for hook in hooks:
        hook.remove()
    return outputs, stages


def classifier(name, golden):
    weights = {key: weight(key, shape) for key, shape in keys_of(name).items()}
    whole, stages = prepared(name, weights), prepared(name + "-stages", weights)
    for size in sorted({key.split(".")[0] for key in golden}):
        x = input_of(*map(int, size.split("x"))).double()
        compare(f"{name} {size} logits", golden[size + ".logits"], whole(x))
        for stage, y in stages(x).items():
            every97(name, golden, f"{size}.{stage}", y)


def detector(name, golden):
    weights = {key: weight(key, shape) for key, shape in keys_of(name).items()}
    network = prepared(name.replace("-", "-emo-"), weights)
    x = input_of(256, 320) if name.startswith("retina") else input_of(320, 320)
    if name.startswith("retina"):
        x[:, :, 228:], x[..., 304:] = 0, 0
    levels = []
    hook = network.neck.register_forward_hook(lambda _, __, y: levels.extend(y))
    outputs, stages = run(network, x)
    hook.remove()
    numbers = sorted(int(key.split(".")[1]) for key in golden if re.fullmatch(r"backbone\.\d\.every97", key))
    for number in numbers:                                      # SSDLite's are stage 3 and 4, RetinaNet's 1 to 4
        every97(name, golden, f"backbone.{number}", stages[f"stage{number + 5 - len(numbers)}"])
    for level, y in enumerate(levels):
        tolerance = TOLERANCE_OF_SMALL_LEVELS if name.startswith("ssd") and level >= 3 else TOLERANCE
        every97(name, golden, f"neck.{level}", y, tolerance)
        for branch in "cls", "reg":
            every97(name, golden, f"{branch}.{level}", outputs[f"{branch}.{level}"], tolerance)


def segmenter(name, golden):
    weights = {key: weight(key, shape) for key, shape in keys_of(name).items()}
    network = prepared(name.replace("-", "-emo-"), weights)
    for size in sorted({key.split(".")[0] for key in golden}):
        logits, stages = run(network, input_of(*map(int, size.split("x"))))
        every97(name, golden, f"{size}.raw_logits", logits)
        for number in range(4):
            every97(name, golden, f"{size}.backbone.{number}", stages[f"stage{number + 1}"])


# ---- The checks ------------------------------------------------------------------------------------------------------------------

TRAINED = {"emo-cifar10": ROOT / "samples" / "Classify" / "weights" / "emo-cifar10.pth",
           "ssdlite-cells": DATA / "trained" / "cells" / "ssdlite-cells.pth",
           "deeplabv3-nuclei": DATA / "trained" / "nuclei" / "deeplabv3-nuclei.pth"}


def check_names():
    """Each spec's tensors are those of the official network, but for parts that only training or another head has."""
    for path in [*sorted((ROOT / "specs").glob("*.json")), *sorted((ROOT / "tests" / "specs").glob("*.json"))]:
        if path.stem == "emo-spec.schema":
            continue
        name = re.sub("-stages$", "", path.stem)
        network = emo.network(path)
        if name in TRAINED:
            saved = torch.load(TRAINED[name], map_location="cpu")
            official = {key: tuple(value.shape) for key, value in saved.get("state_dict", saved).items()}
        else:
            official = keys_of(re.sub("^(ssdlite|retinanet|deeplabv3|pspnet)-emo", r"\1", name))
        left = ("auxiliary_head.", "norm.", "head.", "pre_head.") if not isinstance(network, emo.Classifier) else ()
        official = {key: shape for key, shape in official.items() if not key.startswith(left or "-")}
        own = {key: tuple(value.shape) for key, value in network.state_dict().items()}
        for key in sorted(set(own) ^ set(official)):
            say(f"{path.name}: {key} is {'not in the official network' if key in own else 'missing'}")
        for key in sorted(set(own) & set(official)):
            if own[key] != official[key]:
                say(f"{path.name}: {key} is {own[key]}, not {official[key]}")
        print(f"{path.stem}: {len(own)} tensors", flush=True)


def check_goldens():
    kinds = {"ssdlite": detector, "retinanet": detector, "deeplabv3": segmenter, "pspnet": segmenter}
    for path in sorted((DATA / "goldens").glob("*.safetensors")):
        start, before = time.time(), compared
        kinds.get(path.stem.split("-")[0], classifier)(path.stem, safetensors(path))
        print(f"{path.stem}: {compared - before} maps, {time.time() - start:.1f} s", flush=True)


def check_trained():
    golden = safetensors(DATA / "cifar10" / "goldens.safetensors")
    x = torch.from_numpy(golden["synthetic.input"].copy()).double()
    compare("emo-cifar10 logits", golden["synthetic.logits"], prepared("emo-cifar10", TRAINED["emo-cifar10"])(x))
    for stage, y in prepared("emo-cifar10-stages", TRAINED["emo-cifar10"])(x).items():
        compare(f"emo-cifar10 {stage}", golden["synthetic." + stage], y)
    for folder, name in ("cells", "ssdlite-cells"), ("nuclei", "deeplabv3-nuclei"):
        network, files = prepared(name, TRAINED[name]), sorted((DATA / "trained" / folder).glob("golden-*.safetensors"))
        if not files:
            say(f"there is no golden of {name}")
        for path in files:
            golden = safetensors(path)
            outputs = network(torch.from_numpy(golden["input"].copy()).double())
            for key, y in (outputs if isinstance(outputs, dict) else {"logits": outputs}).items():
                compare(f"{path.stem} {key}", golden[key], y)


def main():
    begin = time.time()
    warnings.filterwarnings("ignore", category=UserWarning)
    with torch.no_grad():
        for check in check_names, check_trained, check_goldens:
            check()
    print(f"torch {torch.__version__}: {compared} maps, the worst {worst:.1e} of its largest value, "
          f"{len(problems)} problems, {time.time() - begin:.0f} s")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
