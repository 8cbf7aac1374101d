"""A spec of Emo.Codegen as a torch.nn.Module, for those who train in Python. Needs torch 1.13 or later, and nothing else.

    network = emo.network("specs/emo-2m.json", classes=10)      # its tensors have the names of the official code
    emo.load(network, "net.pth")                                # a checkpoint, published or your own: all of it, or an error
    logits = network(pictures)                                  # [batch, 3, height, width], normalised; detectors give a dict of maps
    torch.save(network.state_dict(), "mine.pth")                # in C#: Emo2M.Load("mine.pth")

"Section" is one of "Rethinking Mobile Block for Efficient Attention-based Models" (EMO, ICCV 2023, arXiv 2301.01146). What the paper
leaves open is as in its code (github.com/zhangzjn/EMO: model/emo.py, model/basic_modules.py); necks and heads are those of
mmdetection 2.25 and mmsegmentation 0.28. docs/specs.md of Emo.Codegen has all properties of a spec.
"""
import json
from collections import OrderedDict
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn

ACTIVATIONS = {"none": nn.Identity, "relu": nn.ReLU, "relu6": nn.ReLU6, "silu": nn.SiLU, "gelu": nn.GELU,
               "hardswish": nn.Hardswish, "hardsigmoid": nn.Hardsigmoid}
OPERATORS = ("none", "depthwise", "attention", "both")          # the index: 1 for a depthwise convolution + 2 for attention
REQUIRED, ACTIVATION, YES_NO = object(), tuple(ACTIVATIONS), (False, True)
BLOCK = {"expansion": (REQUIRED, None), "kernel": (3, (1, 3, 5, 7, 9, 11)), "norm": ("batch", ("batch", "layer", "none")),
         "activation": ("silu", ACTIVATION), "squeezeExcite": (0, None), "bias": (True, YES_NO), "operator": (None, OPERATORS)}
ATTENTION = {"headWidth": (REQUIRED, None), "window": (7, None), "value": ("after", ("after", "before")), "groupedValue": (False, YES_NO)}

class Properties:
    """An object of a spec. A property is asked for by its name and with what it can be (None: a number); the others are unknown."""
    KINDS = {list: "an array", dict: "an object", str: "a text", None: "a number, 0 or more"}

    def __init__(self, values, place):
        if not isinstance(values, dict):
            raise ValueError(f"{place} must be an object, and is {json.dumps(values)}")
        self.values, self.place, self.asked = values, place, set()

    def __call__(self, name, default=REQUIRED, among=None):
        self.asked.add(name)
        value, choice = self.values.get(name, default), isinstance(among, tuple)
        if value is REQUIRED:
            raise ValueError(f"{self.place} lacks the property '{name}'")
        number = type(value) in (int, float) and value >= 0
        right = json.dumps(value) in map(json.dumps, among) if choice else isinstance(value, among) if among else number
        if name in self.values and not right:
            known = "one of " + json.dumps(among)[1:-1] if choice else self.KINDS[among]
            raise ValueError(f"'{name}' of {self.place} is {json.dumps(value)}; it must be {known}")
        return value

    def all(self, table, defaults={}):
        return {name: self(name, defaults.get(name, default), among) for name, (default, among) in table.items()}

    def within(self, name):
        return Properties(self(name, among=dict), f"'{name}' of {self.place}")

    def done(self, *ignored):
        for name in sorted(set(self.values) - self.asked - set(ignored)):
            raise ValueError(f"{self.place} has the unknown property '{name}'")

# ---- The block: section 3.2, "iRMB" ------------------------------------------------------------------------------------------------
class LayerNorm(nn.LayerNorm):                                  # over the channels of each cell
    def forward(self, x):
        return super().forward(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)

def norm_of(kind, width):
    if kind == "batch":
        return nn.BatchNorm2d(width, eps=1e-6)
    return nn.Sequential(OrderedDict(norm=LayerNorm(width, eps=1e-6)) if kind == "layer" else OrderedDict())

class Convolution(nn.Sequential):
    """A convolution that keeps the map's size, or halves it with stride 2; a norm; an activation."""
    def __init__(self, inputs, outputs, kernel=1, stride=1, dilation=1, groups=1, bias=False, norm=None, bn=None, activation="none"):
        padding = (dilation * (kernel - 1) + 2 - stride) // 2
        super().__init__(OrderedDict(conv=nn.Conv2d(inputs, outputs, kernel, stride, padding, dilation, groups, bias)))
        if norm or bn:                                          # mmcv's ConvModule calls it bn, the official code norm
            self.add_module("bn" if bn else "norm", nn.BatchNorm2d(outputs, eps=bn) if bn else norm_of(norm, outputs))
        self.add_module("act", ACTIVATIONS[activation]())

class SqueezeExcite(nn.Sequential):
    def __init__(self, width, ratio, activation):
        reduce, expand = nn.Conv2d(width, round(width * ratio), 1), nn.Conv2d(round(width * ratio), width, 1)
        super().__init__(OrderedDict(conv_reduce=reduce, act=ACTIVATIONS[activation](), conv_expand=expand))

    def forward(self, x):
        return x * torch.sigmoid(super().forward(x.mean((2, 3), keepdim=True)))

class Block(nn.Module):
    """Section 3.2: attention over windows, a depthwise convolution, or both, between 1x1 convolutions. `p`: BLOCK and ATTENTION."""
    def __init__(self, inputs, outputs, first, p, stem=False):
        super().__init__()
        width = int(inputs * p["expansion"])
        self.attention, self.skip, self.depthwise = p["attention"], not first, p["operator"] in ("depthwise", "both")
        self.norm = norm_of("none" if stem else p["norm"], inputs)
        if self.attention:
            self.qk = Convolution(inputs, 2 * inputs, bias=p["bias"])
        groups = inputs // self.attention["headWidth"] if self.attention and self.attention["groupedValue"] else 1
        value = Convolution(inputs, width, groups=groups, bias=p["bias"], activation=p["activation"])
        self.v = nn.Identity() if stem else value
        if self.depthwise:                                      # has always this norm and this activation
            stride = 2 if first and not stem else 1
            self.conv_local = Convolution(width, width, p["kernel"], stride, groups=width, norm="batch", activation="silu")
        self.se = SqueezeExcite(width, p["squeezeExcite"], p["activation"]) if p["squeezeExcite"] else nn.Identity()
        self.proj = Convolution(width, outputs)

    def attend(self, x):
        """Section 3.3, EW-MHSA. Windows are dilated grids: of n windows side by side, the first has the columns 0, n, 2n, ..."""
        height, width = x.shape[2:]
        sides = [self.attention["window"] or side for side in (height, width)]
        x = F.pad(x, (0, -width % sides[1], 0, -height % sides[0]))
        before = self.attention["value"] == "before"
        value = self.v(x) if before else x                      # "after": the normalised input itself is what is attended to
        heads, down, across = x.shape[1] // self.attention["headWidth"], x.shape[2] // sides[0], x.shape[3] // sides[1]

        def windows(y):                                         # [batch * windows, heads, cells of a window, channels of a head]
            y = y.reshape(y.shape[0], heads, -1, sides[0], down, sides[1], across).permute(0, 4, 6, 1, 3, 5, 2)
            return y.reshape(-1, heads, sides[0] * sides[1], y.shape[-1])

        q, k = self.qk(x).chunk(2, dim=1)
        scores = windows(q) @ windows(k).transpose(2, 3) * self.attention["headWidth"] ** -0.5
        y = (scores.softmax(-1) @ windows(value)).reshape(x.shape[0], down, across, heads, *sides, -1)
        y = y.permute(0, 3, 6, 4, 1, 5, 2).reshape(x.shape[0], -1, *x.shape[2:])[:, :, :height, :width]
        return y if before else self.v(y)

    def forward(self, x):
        y = self.norm(x)
        y = self.attend(y) if self.attention else self.v(y)
        local = self.se(self.conv_local(y) if self.depthwise else y)
        y = self.proj(y + local if self.skip and self.depthwise else local)
        return x + y if self.skip else y

def read_block(p, stage=None, first=False):
    """A stage, or a block over its stage. The first block has twice the expansion and no attention, unless it says otherwise itself."""
    read = p.all(BLOCK, stage or {})
    read["attention"] = stage["attention"] if stage and "attention" not in p.values else None
    if p.values.get("attention") is not None:
        attention = p.within("attention")
        read["attention"] = attention.all(ATTENTION)
        attention.done()
    if stage is None:
        return read
    p.done("attention")
    if first and "expansion" not in p.values:
        read["expansion"] *= 2
    if "operator" not in p.values:
        written = OPERATORS.index(stage["operator"] or "depthwise")
        from_attention = "attention" in p.values or stage["operator"] is None and not first
        attends = read["attention"] is not None if from_attention else written >= 2 and not first
        read["operator"] = OPERATORS[(1 if first else written % 2) + 2 * attends]
    attends = read["operator"] in ("attention", "both")
    if attends and not read["attention"] or first and read["operator"] in ("attention", "none"):
        needs = "a depthwise convolution for its stride" if read["attention"] or not attends else "the property 'attention'"
        raise ValueError(f"{p.place} has the operator '{read['operator']}', and needs {needs}")
    return {**read, "attention": read["attention"] if attends else None}

# ---- The network: section 3.4 ------------------------------------------------------------------------------------------------------
class EMO(nn.Module):
    """The stem (stage0) and the stages, up to the last whose map is an output."""
    def __init__(self, spec, outputs=None):
        super().__init__()
        p, stem = spec.within("stem"), {"expansion": 1, "operator": "depthwise", "attention": None, "bias": False}
        width, stages = p("width"), spec("stages", among=list)
        stem.update(p.all({name: BLOCK[name] for name in ("kernel", "norm", "activation", "squeezeExcite")}, {"squeezeExcite": 1}))
        p.done()
        patches = nn.Conv2d(3, width, stem["kernel"], 2, (stem["kernel"] - 1) // 2)
        patches = nn.Sequential(OrderedDict(convs=nn.Sequential(nn.Sequential(patches, norm_of(stem["norm"], width)))))
        self.stage0, self.widths = nn.ModuleList([patches, Block(width, width, True, stem, stem=True)]), {"stage0": width}
        self.outputs = outputs or [f"stage{len(stages)}"]
        for number, values in enumerate(stages, 1):
            p, inputs = Properties(values, f"stage {number} of {spec.place}"), width
            depth, width, stage, own = p("depth"), p("width"), read_block(p), p("blocks", None, list)
            p.done("attention")
            if own and len(own) != depth:
                raise ValueError(f"'blocks' of {p.place} has {len(own)} objects; it must have {depth}, one for each block")
            blocks = nn.ModuleList()
            for index, block in enumerate(own or [{}] * depth):
                block = self.last_block = read_block(Properties(block, f"block {index + 1} of {p.place}"), stage, first=index == 0)
                if block["attention"] and inputs % block["attention"]["headWidth"]:
                    raise ValueError(f"'headWidth' of block {index + 1} of {p.place} does not divide its {inputs} channels")
                blocks.append(Block(inputs, width, index == 0, block))
                inputs = width
            self.widths[f"stage{number}"] = width
            if number <= max(int(name[5:]) for name in self.outputs):
                setattr(self, f"stage{number}", blocks)

    def forward(self, x):
        maps = {}
        for name in self.widths:
            for block in getattr(self, name, []):
                x = block(x)
            maps[name] = x
        return {name: maps[name] for name in self.outputs}

class Classifier(EMO):
    def __init__(self, spec, p):
        super().__init__(spec)
        width, pre, activation = self.widths[self.outputs[0]], p("preWidth", 0), ACTIVATIONS[self.last_block["activation"]]()
        self.norm = norm_of(self.last_block["norm"], width)
        self.pre_head = nn.Sequential(nn.Linear(width, pre), activation) if pre else nn.Identity()
        self.head = nn.Linear(pre or width, p("classes"))

    def forward(self, x):
        x, = super().forward(x).values()
        return self.head(self.pre_head(self.norm(x).mean((2, 3))))

# ---- Detectors and segmenters: sections 4.2 and 4.3 --------------------------------------------------------------------------------
class SsdNeck(nn.Module):
    """mmdetection's SSDNeck: the stages, then levels of half the size each."""
    def __init__(self, p, widths, wanted):
        super().__init__()
        more = {"activation": p("activation", "relu6", ACTIVATION), "bn": p("normEpsilon", 0.001)}
        self.widths, self.extra_layers = widths + p("extraWidths", among=list), nn.ModuleList()
        for inputs, width in list(zip(self.widths, self.widths[1:]))[len(widths) - 1:max(wanted)]:
            self.extra_layers.append(nn.Sequential(Convolution(inputs, width // 2, **more), nn.Sequential(OrderedDict(
                depthwise_conv=Convolution(width // 2, width // 2, 3, 2, groups=width // 2, **more),
                pointwise_conv=Convolution(width // 2, width, **more)))))

    def forward(self, maps):
        for layer in self.extra_layers:
            maps = maps + [layer(maps[-1])]
        return maps

class FpnNeck(nn.Module):
    """mmdetection's FPN: each stage is added to the finer ones; extra levels of half the size each begin with the last stage itself."""
    def __init__(self, p, widths, wanted):
        super().__init__()
        width, self.first, stages = p("width"), min(wanted), len(widths)
        self.widths = [width] * (stages + p("extraLevels", 0))
        self.lateral_convs = nn.ModuleList(
            Convolution(inputs, width, bias=True) if level >= self.first else nn.Identity() for level, inputs in enumerate(widths))
        self.fpn_convs = nn.ModuleList()
        for level in range(len(self.widths)):
            inputs, stride = (width, 1) if level < stages else (widths[-1] if level == stages else width, 2)
            used = level in wanted or stages <= level < max(wanted)
            self.fpn_convs.append(Convolution(inputs, width, 3, stride, bias=True) if used else nn.Identity())

    def forward(self, maps):
        sums = [lateral(x) for lateral, x in zip(self.lateral_convs, maps)]
        for level in reversed(range(self.first, len(sums) - 1)):
            sums[level] = sums[level] + F.interpolate(sums[level + 1], sums[level].shape[2:], mode="nearest")
        levels = [convolution(x) for convolution, x in zip(self.fpn_convs, sums)]
        for convolution in self.fpn_convs[len(sums):]:
            levels.append(convolution(levels[-1] if len(levels) > len(sums) else maps[-1]))
        return levels

def detector_head(p, widths, retina):
    """mmdetection's SSDHead with depthwise convolutions (the background is the last class), or RetinaHead. Channels are anchor-major."""
    anchors, classes, head = p.within("anchors"), p("classes"), nn.ModuleDict()
    ratios, sizes = anchors("ratios", among=list), anchors("scalesPerOctave") if retina else None
    if not retina and len(ratios) != len(widths):
        raise ValueError(f"'ratios' of {anchors.place} has {len(ratios)} entries; it must have {len(widths)}, one for each level")
    for name, outputs in ("cls", classes if retina else classes + 1), ("reg", 4):
        if retina:                                              # all levels have the same weights
            width, depth = p("width"), p("depth")
            layers = (Convolution(width if i else widths[0], width, 3, bias=True, activation="relu") for i in range(depth))
            head[name + "_convs"] = nn.Sequential(*layers)
            head["retina_" + name] = nn.Conv2d(width, sizes * len(ratios) * outputs, 3, padding=1)
        else:
            more = {"bn": p("normEpsilon", 0.001), "activation": p("activation", "relu6", ACTIVATION)}
            head[name + "_convs"] = nn.ModuleList(nn.Sequential(
                Convolution(width, width, 3, groups=width, **more),
                nn.Conv2d(width, (2 + 2 * len(ratios[level])) * outputs, 1)) for level, width in enumerate(widths))
    if retina:                                                  # scores begin at 0.01, as the focal loss wants them
        nn.init.constant_(head["retina_cls"].bias, -4.595)
    return head

class Detector(nn.Module):
    """Backbone, neck and head; without a head the maps of stages and levels that `outputs` names."""
    def __init__(self, spec, p, kind, outputs=()):
        super().__init__()
        n, necks = spec.within("neck"), {"ssd": SsdNeck, "fpn": FpnNeck}
        self.inputs, self.outputs = n("inputs", among=list), outputs
        wanted = [int(name[5:]) for name in outputs if name.startswith("neck")] if outputs else range(99)
        self.backbone = EMO(spec, self.inputs + [name for name in outputs if name.startswith("stage")])
        self.neck = necks[n("type", among=tuple(necks))](n, [self.backbone.widths[name] for name in self.inputs], wanted)
        self.bbox_head = None if outputs else detector_head(p, self.neck.widths, kind == "retina")
        n.done()

    def forward(self, x):
        maps, found = self.backbone(x), {}
        levels = {f"neck.{level}": x for level, x in enumerate(self.neck([maps[name] for name in self.inputs]))}
        for level, x in enumerate(levels.values() if self.bbox_head else []):
            for name in ("cls", "reg"):
                layers, last = self.bbox_head[name + "_convs"], "retina_" + name
                found[f"{name}.{level}"] = self.bbox_head[last](layers(x)) if last in self.bbox_head else layers[level](x)
        return found or {name: {**maps, **levels}[name] for name in self.outputs}

class Segmenter(nn.Module):
    """mmsegmentation's ASPPHead (`dilations`) or PSPHead (`poolSizes`): branches side by side, a bottleneck, dropout, logits."""
    def __init__(self, spec, p, kind):
        super().__init__()
        self.backbone, self.pyramid, head = EMO(spec), kind == "psp", nn.ModuleDict()
        inputs, width = self.backbone.widths[self.backbone.outputs[0]], p("width")
        more, numbers = {"bn": p("normEpsilon", 1e-5), "activation": "relu"}, p("poolSizes" if self.pyramid else "dilations", among=list)
        pools = [nn.Sequential(nn.AdaptiveAvgPool2d(n), Convolution(inputs, width, **more)) for n in (numbers if self.pyramid else [1])]
        if self.pyramid:
            head["psp_modules"] = nn.ModuleList(pools)
        else:
            head["image_pool"], head["aspp_modules"] = pools[0], nn.ModuleList(
                Convolution(inputs, width, 1 if d == 1 else 3, dilation=d, **more) for d in numbers)
        head["bottleneck"] = Convolution((inputs if self.pyramid else width) + len(numbers) * width, width, 3, **more)
        head["dropout"], head["conv_seg"], self.decode_head = nn.Dropout2d(0.1), nn.Conv2d(width, p("classes"), 1), head

    def forward(self, x):
        (x,), head = self.backbone(x).values(), self.decode_head
        layers = head["psp_modules"] if self.pyramid else [head["image_pool"], *head["aspp_modules"]]
        maps = [F.interpolate(layer(x), x.shape[2:], mode="bilinear", align_corners=False) for layer in layers]
        return head["conv_seg"](head["dropout"](head["bottleneck"](torch.cat([x] * self.pyramid + maps, 1))))

# ---- Files -------------------------------------------------------------------------------------------------------------------------
def read_spec(path, trail=()):
    """The spec of a file. The stem and the stages of a backbone are those of a spec beside the file, or of one of Emo.Codegen's."""
    spec = Properties(json.loads(Path(path).read_text(encoding="utf-8")), Path(path).name)
    if "backbone" in spec.values:
        p = spec.within("backbone")
        name, window = p("spec", among=str), p("window", None)
        p.done()
        folders = [Path(path).parent, Path(__file__).resolve().parents[2] / "specs"]
        found = [file for folder in folders for file in sorted(folder.glob("*.json"))
                 if name in (file.stem, json.loads(file.read_text(encoding="utf-8")).get("name"))]
        if not found or found[0].resolve() in trail:
            raise ValueError(f"'spec' of {p.place} is {json.dumps(name)}; " + ("which leads back to itself" if found else "there is none"))
        backbone = read_spec(found[0], (*trail, Path(path).resolve())).values
        spec.values.update(stem=backbone["stem"], stages=backbone["stages"])
        for one in (one for stage in spec.values["stages"] for one in (stage, *stage.get("blocks", []))):
            if one.get("attention") and window is not None:
                one["attention"]["window"] = window
    return spec

def network(path, classes=None):
    """The network of a spec file; with `classes` for another number of them."""
    spec, kinds = read_spec(path), ("classifier", "features", "ssdlite", "retina", "aspp", "psp")
    p = spec.within("head")
    p.values.update({} if classes is None else {"classes": classes})
    kind, outputs = p("type", among=kinds), p("outputs", among=list) if p.values.get("type") == "features" else ()
    if kind == "classifier":
        built = Classifier(spec, p)
    elif kind == "features" and "neck" not in spec.values:
        built = EMO(spec, outputs)
    else:
        built = Segmenter(spec, p, kind) if kind in ("aspp", "psp") else Detector(spec, p, kind, outputs)
    p.done("labels", "anchors", "scoreThreshold", "preNms", "nmsThreshold", "maxDetections", "boxStd")
    spec.done("$schema", "name", "description", "input", "preprocessing", "backbone")
    return built

def load(built, checkpoint):
    """Loads a file, or its content: all tensors, or an error. What the checkpoint has for parts that the network has not is left out."""
    saved = torch.load(checkpoint, map_location="cpu") if isinstance(checkpoint, (str, Path)) else checkpoint
    saved = next((saved[name] for name in ("state_dict", "net_E", "net", "model") if name in saved), saved)
    saved = {name[7:] if name.startswith("module.") else name: value for name, value in saved.items()}

    def part(name):                                             # a head, a stage, a layer of a neck
        return name.split(".")[:{"backbone": 2, "neck": 3}.get(name.split(".")[0], 1)]

    parts = [part(name) for name in built.state_dict()]
    whole = isinstance(built, Classifier)
    built.load_state_dict({name: value for name, value in saved.items() if whole or part(name) in parts}, strict=True)
