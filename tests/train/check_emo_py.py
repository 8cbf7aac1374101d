"""samples/Train/emo.py is what the specs and the goldens say: names and shapes of all tensors, and all goldens within 1e-5 of the largest.

usage: check_emo_py.py [FOLDER], with python3-torch (1.13 or later) and numpy. Status 1 if anything differs. Goldens: tests/data/goldens
(the official code with weights by formula, tests/Emo.Testing/Weights/SyntheticWeights.cs), tests/data/cifar10, tests/data/spec-goldens,
and tests/data/trained, or FOLDER, with cells/golden-*.safetensors and nuclei/golden-*.safetensors.
"""
import copy
import json
import re
import struct
import sys
import tempfile
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
    elif name.endswith(".ls.gamma"):
        u = np.float32(0.5) + u * np.float32(0.25)
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

DOWNSTREAM = "ssdlite|ssdlite512|retinanet|deeplabv3|pspnet|semfpn|segformer"


def spec_of(golden):
    """deeplabv3-1m is of the spec deeplabv3-emo-1m, and emo2-deeplabv3-1m of deeplabv3-emo2-1m."""
    name = re.sub(f"^emo2-({DOWNSTREAM})-", r"\1-emo2-", golden)
    return re.sub("^semfpn-", "fpn-", re.sub(f"^({DOWNSTREAM})-(?!emo2-)", r"\1-emo-", name))


def keys_name(spec):
    """The other way round; sizes of the input are no matter of names."""
    name = re.sub(f"^({DOWNSTREAM.replace('semfpn', 'fpn')})-emo(2?)-", lambda m: f"{'emo2-' * bool(m[2])}{m[1]}-", spec)
    name = name.replace("emo2-fpn-", "emo2-semfpn-").replace("mobilenetv2-1.0", "mobilenetv2")
    return re.sub("^(emo2-[0-9]+m)-(256|512)$", r"\1", name)


def spec_file(name):
    return next(path for path in (ROOT / "specs" / (name + ".json"), ROOT / "tests" / "specs" / (name + ".json")) if path.exists())


def prepared(spec, weights):
    """In float64: what differs then is emo.py, or the goldens' own rounding."""
    network = emo.network(spec_file(spec))
    emo.load(network, weights)
    return network.double().eval()


def compare(what, expected, actual):
    global compared, worst
    actual = actual.numpy().reshape(-1)
    expected = expected.reshape(-1).astype(np.float64)
    if actual.shape != expected.shape:
        return say(f"{what} has {actual.size} values, not {expected.size}")
    difference = np.abs(actual - expected).max() / np.abs(expected).max()
    compared, worst = compared + 1, max(worst, difference)
    if not difference <= TOLERANCE:
        say(f"{what} differs by {difference:.1e} of the largest value")


def every97(what, golden, key, actual):
    compare(f"{what} {key}", golden[key + ".every97"], actual.contiguous().reshape(-1)[::97])


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
    network, side = prepared(spec_of(name), weights), 512 if "ssdlite512" in name else 320
    x = input_of(256, 320) if "retinanet" in name else input_of(side, side)
    if "retinanet" in name:
        x[:, :, 228:], x[..., 304:] = 0, 0
    levels = []
    hook = network.neck.register_forward_hook(lambda _, __, y: levels.extend(y))
    outputs, stages = run(network, x)
    hook.remove()
    numbers = sorted(int(key.split(".")[1]) for key in golden if re.fullmatch(r"backbone\.\d\.every97", key))
    for number in numbers:                                      # SSDLite's are stage 3 and 4, RetinaNet's 1 to 4
        every97(name, golden, f"backbone.{number}", stages[f"stage{number + 5 - len(numbers)}"])
    for level, y in enumerate(levels):
        every97(name, golden, f"neck.{level}", y)
        for branch in "cls", "reg":
            every97(name, golden, f"{branch}.{level}", outputs[f"{branch}.{level}"])


def segmenter(name, golden):
    weights = {key: weight(key, shape) for key, shape in keys_of(name).items()}
    network = prepared(spec_of(name), weights)
    for size in sorted({key.split(".")[0] for key in golden}):
        logits, stages = run(network, input_of(*map(int, size.split("x"))))
        every97(name, golden, f"{size}.raw_logits", logits)
        for number in range(4):
            every97(name, golden, f"{size}.backbone.{number}", stages[f"stage{number + 1}"])


def mobilenet(name, golden):
    weights = {key: weight(key, shape) for key, shape in keys_of(name).items()}
    network, maps = prepared(name + "-1.0", weights), {}
    for index, layer in enumerate(network.features):
        layer.register_forward_hook(lambda _, __, y, index=index: maps.update({index: y}))
    for size in sorted({key.split(".")[0] for key in golden}):
        compare(f"{name} {size} logits", golden[size + ".logits"], network(input_of(*map(int, size.split("x"))).double()))
        for key in golden:
            if match := re.fullmatch(rf"{size}\.features\.(\d+)\.every97", key):
                every97(name, golden, f"{size}.features.{match[1]}", maps[int(match[1])])


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
            official = keys_of(keys_name(name))
        heads = ("auxiliary_head.", "norm.", "head.", "pre_head.", "classifier.", "features.18.")
        left = () if isinstance(network, emo.Classifier) else heads
        official = {key: shape for key, shape in official.items() if not key.startswith(left)}
        own = {key: tuple(value.shape) for key, value in network.state_dict().items()}
        for key in sorted(set(own) ^ set(official)):
            say(f"{path.name}: {key} is {'not in the official network' if key in own else 'missing'}")
        for key in sorted(set(own) & set(official)):
            if own[key] != official[key]:
                say(f"{path.name}: {key} is {own[key]}, not {official[key]}")
        print(f"{path.stem}: {len(own)} tensors", flush=True)


def check_goldens():
    kinds = {"ssdlite": detector, "ssdlite512": detector, "retinanet": detector, "mobilenetv2": mobilenet,
             **{name: segmenter for name in ("deeplabv3", "pspnet", "semfpn", "segformer")}}
    for path in sorted((DATA / "goldens").glob("*.safetensors")):
        if path.stem == "emo2-post":                            # what follows a detector's network
            continue
        start, before = time.time(), compared
        kinds.get(re.sub("^emo2-", "", path.stem).split("-")[0], classifier)(path.stem, safetensors(path))
        print(f"{path.stem}: {compared - before} maps, {time.time() - start:.1f} s", flush=True)


def check_trained():
    golden = safetensors(DATA / "cifar10" / "goldens.safetensors")
    x = torch.from_numpy(golden["synthetic.input"].copy()).double()
    compare("emo-cifar10 logits", golden["synthetic.logits"], prepared("emo-cifar10", TRAINED["emo-cifar10"])(x))
    for stage, y in prepared("emo-cifar10-stages", TRAINED["emo-cifar10"])(x).items():
        compare(f"emo-cifar10 {stage}", golden["synthetic." + stage], y)
    for folder, name in ("cells", "ssdlite-cells"), ("nuclei", "deeplabv3-nuclei"):
        trained = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA / "trained"
        network, files = prepared(name, TRAINED[name]), sorted((trained / folder).glob("golden-*.safetensors"))
        if not files:
            say(f"there is no golden of {name}")
        for path in files:
            golden = safetensors(path)
            outputs = network(torch.from_numpy(golden["input"].copy()).double())
            for key, y in (outputs if isinstance(outputs, dict) else {"logits": outputs}).items():
                compare(f"{path.stem} {key}", golden[key], y)


def check_options():
    """Small networks with every option of a spec, of which plain loops in double precision computed the outputs."""
    files = sorted((DATA / "spec-goldens").glob("*.json"))
    if len(files) < 20:
        say("the specs of spec-goldens are missing")
    for path in files:
        golden, network = safetensors(path.with_suffix(".safetensors")), emo.network(path)
        size = json.loads(path.read_text())["input"]
        emo.load(network, {key: weight(key, tuple(value.shape)) for key, value in network.state_dict().items()})
        outputs = network.double().eval()(input_of(size["height"], size["width"]).double())
        outputs = outputs if isinstance(outputs, dict) else {"logits": outputs}
        if list(outputs) != list(golden):
            say(f"{path.stem} has the outputs {list(outputs)}, not {list(golden)}")
        for key in golden:
            compare(f"{path.stem} {key}", golden[key], outputs[key].contiguous())


def refused(what, edit, message):
    """A good spec is refused after an edit, by the name of what is wrong."""
    spec = json.loads((ROOT / "specs" / (what + ".json")).read_text())
    edit(spec)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "spec.json"
        path.write_text(json.dumps(spec))
        try:
            emo.network(path)
        except ValueError as error:
            if message not in str(error):
                say(f"says '{error}' instead of '{message}'")
        else:
            say(f"is not refused: {message}")


def check_refusals():
    def set_in(*path):
        def edit(spec):
            for name in path[:-2]:
                spec = spec[name]
            spec[path[-2]] = path[-1]
        return edit

    refused("emo-1m", set_in("stages", 2, "activation", "swish"), "'activation' of stage 3 of spec.json is \"swish\"; it must be one of")
    refused("emo-1m", set_in("stages", 2, "attention", "value", "both"), "'value' of 'attention' of stage 3 of spec.json is \"both\"")
    refused("emo-1m", set_in("stages", 2, "attention", "headWidth", 7), "does not divide its 80 channels")
    refused("emo-1m", set_in("stages", 0, "norm", "group"), "'norm' of stage 1 of spec.json is \"group\"")
    refused("emo-1m", set_in("stages", 0, "kernel", 4), "'kernel' of stage 1 of spec.json is 4")
    refused("emo-1m", set_in("stages", 0, "operator", "attention"), "has the operator 'attention', and needs the property 'attention'")
    refused("emo-1m", set_in("stages", 0, "blocks", [{"operator": "none"}, {}]), "needs a depthwise convolution for its stride")
    refused("emo-1m", set_in("stages", 0, "blocks", [{}]), "'blocks' of stage 1 of spec.json has 1 objects; it must have 2")
    refused("emo-1m", set_in("stages", 0, "dilation", 2), "stage 1 of spec.json has the unknown property 'dilation'")
    refused("emo-1m", set_in("stem", "width", "24"), "'width' of 'stem' of spec.json is \"24\"; it must be a whole number from 1")
    refused("emo-1m", lambda spec: spec["stem"].pop("width"), "'stem' of spec.json lacks the property 'width'")
    refused("emo-1m", set_in("head", "type", "yolo"), "'type' of 'head' of spec.json is \"yolo\"")
    refused("emo-1m", set_in("heads", {}), "spec.json has the unknown property 'heads'")
    refused("ssdlite-emo-1m", set_in("neck", "type", "pan"), "'type' of 'neck' of spec.json is \"pan\"")
    refused("ssdlite-emo-1m", set_in("backbone", "spec", "emo-9m"), "'spec' of 'backbone' of spec.json is \"emo-9m\"; there is none")
    refused("ssdlite-emo-1m", set_in("backbone", "spec", "ssdlite-emo-1m"), "which leads back to itself")
    refused("ssdlite-cells", set_in("head", "anchors", "ratios", [[2]]), "'ratios' of 'anchors' of 'head' of spec.json has 1 entries")
    refused("ssdlite-cells", set_in("head", "anchors", "minSize", 3), "'head' of spec.json has the unknown property 'minSize'")
    refused("ssdlite-cells", set_in("neck", "inputs", ["stage9"]), "'inputs' of 'neck' of spec.json is [\"stage9\"]; it must be an array")
    refused("emo2-1m", set_in("stages", 2, "expand", ["far"]), "'expand' of block 1 of stage 3 of spec.json has \"far\"")
    refused("emo2-1m", set_in("stages", 2, "operator", "both"), "has 'operator' and 'expand'")
    refused("emo2-1m", set_in("stages", 0, "expand", ["close"]), "attends, and needs the property 'attention'")
    refused("emo2-1m", set_in("stages", 0, "blocks", [{"kernel": 0}, {}]), "needs a depthwise convolution for its stride")
    refused("emo2-1m", set_in("tensorNames", "emo3"), "'tensorNames' of spec.json is \"emo3\"")
    refused("mobilenetv2-1.0", set_in("stages", 1, "layerScale", True), "the tensor names 'torchvision-mobilenetv2' have none")
    refused("emo-1m", set_in("stages", []), "'stages' of spec.json is []; it must be an array, not empty, each an object")
    refused("emo-1m", set_in("stem", "width", 24.5), "'width' of 'stem' of spec.json is 24.5; it must be a whole number from 1")
    refused("emo-1m", set_in("stages", 0, "depth", 0), "'depth' of stage 1 of spec.json is 0; it must be a whole number from 1")
    refused("emo-1m", set_in("stages", 0, "depth", 2.5), "'depth' of stage 1 of spec.json is 2.5")
    refused("emo-1m", set_in("stages", 2, "attention", "headWidth", 0), "'headWidth' of 'attention' of stage 3 of spec.json is 0")
    refused("emo-1m", set_in("head", "classes", 0), "'classes' of 'head' of spec.json is 0")
    refused("emo-1m", set_in("head", {"type": "features", "outputs": ["stage7"]}), "'outputs' of 'head' of spec.json is [\"stage7\"]")
    refused("emo-1m", set_in("head", {"type": "features", "outputs": "stage4"}), "'outputs' of 'head' of spec.json is \"stage4\"")
    features = {"type": "features", "outputs": ["stage3", "neck.6"]}
    refused("ssdlite-emo-1m", set_in("head", features), "'outputs' of 'head' of spec.json is [\"stage3\", \"neck.6\"]")


def check_backbones():
    """Beside a spec there may be other JSON files; a backbone is found by its file's name, or else by its own."""
    spec = json.loads((ROOT / "specs" / "ssdlite-emo-1m.json").read_text())
    emo_2m = (ROOT / "specs" / "emo-2m.json").read_text()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "spec.json"
        (Path(folder) / "boxes.json").write_text('[{"name": "other"}]')
        (Path(folder) / "cut.json").write_text('{"images": [{"name": "oth')
        (Path(folder) / "large.json").write_text(" " * 2 ** 20 + emo_2m.replace("emo-2m", "other"))
        for name, found in ("emo-1m", True), ("other", False):
            spec["backbone"]["spec"] = name
            path.write_text(json.dumps(spec))
            try:
                emo.network(path)
                if not found:
                    say("a large file is read to look for a backbone")
            except ValueError as error:
                if found or "there is none" not in str(error):
                    say(f"does not find the backbone {name}: {error}")
        (Path(folder) / "mine.json").write_text(emo_2m.replace('"emo-2m"', '"other"'))
        if emo.network(path).backbone.widths["stage4"] != 200:
            say("a backbone is not found by its name")
        (Path(folder) / "other.json").write_text((ROOT / "specs" / "emo-5m.json").read_text())
        if emo.network(path).backbone.widths["stage4"] != 288:
            say("a backbone is not found by its file's name first")


def check_state_dicts(network):
    """Of several state dicts, the one that docs/checkpoints.md says."""
    name = next(name for name, _ in network.named_parameters())
    def filled(value):
        return {key: torch.full_like(tensor, value) for key, tensor in network.state_dict().items()}
    averages = ("net_E", "model_ema", "state_dict_ema", "ema_state_dict", "ema")
    weights = ("model_state_dict", "model", "state_dict", "net")
    for index, key in enumerate(averages):
        later = {other: filled(2) for other in (*weights, *averages[:index:-1])}
        emo.load(network, {"epoch": 3, **later, key: filled(1)})
        if network.state_dict()[name].flatten()[0] != 1:
            say(f"{key} does not go before {', '.join(later)}")
    for key in weights:
        emo.load(network, {"optimizer": {"state": {0: 1}}, key: {"module." + one: value for one, value in filled(3).items()}})
        if network.state_dict()[name].flatten()[0] != 3:
            say(f"the weights are not loaded from {key}")
        for other in {*weights, "swa_state_dict"} - {key}:
            try:
                emo.load(network, {key: filled(4), other: filled(5)})
                say(f"one of {key} and {other} is loaded")
            except ValueError:
                pass


def check_family():
    """Of EMOv2's training checkpoints net is taken, not its average."""
    network = emo.network(spec_file("emo2-1m"), classes=2)
    def filled(value):
        return {key: torch.full_like(tensor, value) for key, tensor in network.state_dict().items()}
    for saved, expected in (({"net": filled(1), "net_E": filled(2)}, 1), ({"model": filled(3), "ema": filled(4)}, 4)):
        emo.load(network, saved)
        if network.stage0[2].conv.weight.flatten()[0] != expected:
            say(f"of {', '.join(saved)} another one is loaded")


def check_training():
    """What training needs: gradients everywhere, copies that share nothing, other classes, checkpoints that must fit."""
    network = emo.network(spec_file("ssdlite-cells"))
    average = copy.deepcopy(network)
    sum(y.square().mean() for y in network.train()(input_of(96, 128)).values()).backward()
    for name, parameter in network.named_parameters():
        if parameter.grad is None:
            say(f"{name} has no gradient")
    before = [value.clone() for value in average.state_dict().values()]
    torch.optim.SGD(network.parameters(), 0.1).step()
    if any((one != other).any() for one, other in zip(before, average.state_dict().values())):
        say("a copy of a network changes with it")
    if emo.network(spec_file("emo-cifar10"), classes=3).head.weight.shape[0] != 3:
        say("classes= does not say how many there are")
    check_state_dicts(average)
    saved = dict(average.state_dict())
    saved["bbox_head.reg_convs.9.1.weight"] = torch.zeros(1)
    for wrong in saved, {key: value for key, value in list(saved.items())[1:]}:
        try:
            emo.load(network, wrong)
            say("a checkpoint that does not fit is loaded")
        except RuntimeError:
            pass


def main():
    begin = time.time()
    warnings.filterwarnings("ignore")
    torch.set_num_threads(1)                                    # threads that wait for each other are slow on a busy machine
    check_refusals()
    check_backbones()
    check_family()
    check_training()
    with torch.no_grad():
        for check in check_names, check_options, check_trained, check_goldens:
            check()
    print(f"torch {torch.__version__}: {compared} maps, the worst {worst:.1e} of its largest value, "
          f"{len(problems)} problems, {time.time() - begin:.0f} s")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
