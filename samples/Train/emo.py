"""A spec of Emo.Codegen as a torch.nn.Module, for those who train in Python. Needs torch 1.13 or later, and nothing else.

    network = emo.network("specs/emo-2m.json", classes=10)      # its tensors have the names of the official code
    emo.load(network, "net.pth")                                # a checkpoint, published or your own: all of it, or an error
    logits = network(pictures)                                  # [batch, 3, height, width], normalised; detectors give a dict of maps
    torch.save(network.state_dict(), "mine.pth")                # in C#: Emo2M.Load("mine.pth")

"Section" is one of "Rethinking Mobile Block for Efficient Attention-based Models" (EMO, ICCV 2023, arXiv 2301.01146). What it leaves open
is as in model/emo.py of github.com/zhangzjn/EMO, and what EMOv2 adds as in model/lib_emo/emo2.py of github.com/zhangzjn/EMOv2; necks and
heads are mmdetection's 2.25, mmsegmentation's 0.28 and 1.2. Specs: docs/specs.md.
"""
import json
import re
from collections import OrderedDict
from pathlib import Path
import torch
from torch import nn

class HardMish(nn.Module):                                      # as in timm 0.9
    def forward(self, x):
        return 0.5 * x * (x + 2).clamp(0, 2)

ACTIVATIONS = {"none": nn.Identity, "relu": nn.ReLU, "relu6": nn.ReLU6, "silu": nn.SiLU, "gelu": nn.GELU,
               "hardswish": nn.Hardswish, "hardsigmoid": nn.Hardsigmoid, "sigmoid": nn.Sigmoid, "tanh": nn.Tanh,
               "mish": nn.Mish, "hardmish": HardMish}
OPERATORS = ("none", "depthwise", "attention", "both")          # the index: 1 for a depthwise convolution + 2 for attention
EXPAND = ("plain", "remote", "close", "hybrid")                 # all but the first attend
FAMILIES = ("emo", "emo2", "torchvision-mobilenetv2")           # what tensors are called
REQUIRED, ACTIVATION, YES_NO, WHOLE = object(), tuple(ACTIVATIONS), (False, True), "a whole number from 0"
NORM, KERNEL = ("batch", "layer", "none"), (1, 3, 5, 7, 9, 11)
BLOCK = {"expansion": (REQUIRED, float), "kernel": (3, (0, *KERNEL)), "norm": ("batch", NORM), "activation": ("silu", ACTIVATION),
         "squeezeExcite": (0, float), "bias": (True, YES_NO), "operator": (None, OPERATORS), "expand": (None, list),
         "expandKernel": (1, KERNEL), "expandGroups": (1, int), "depthwiseNorm": ("batch", NORM),
         "depthwiseActivation": ("silu", ACTIVATION), "innerSkip": (True, YES_NO), "normPlacement": ("before", ("before", "behind")),
         "normEpsilon": (1e-6, float), "layerScale": (False, YES_NO)}
ATTENTION = {"headWidth": (REQUIRED, int), "window": (7, WHOLE), "value": ("after", ("after", "before")), "groupedValue": (False, YES_NO)}
KINDS = {int: "a whole number from 1", WHOLE: WHOLE, float: "a number from 0", list: "an array", dict: "an object", str: "a text"}

def fits(value, kind):
    """Whether a value is of a kind of KINDS, one of a tuple, or an array, not empty, of what [kind] says."""
    if isinstance(kind, list):
        return isinstance(value, list) and value != [] and all(fits(one, kind[0]) for one in value)
    if kind in (int, WHOLE, float):
        return type(value) in ((int, float) if kind is float else (int,)) and value >= (1 if kind is int else 0)
    return json.dumps(value) in map(json.dumps, kind) if isinstance(kind, tuple) else isinstance(value, kind)   # in JSON true is not 1

class Properties:
    """An object of a spec. A property is asked for by its name and its kind; those that nobody asked for are unknown."""
    def __init__(self, values, place):
        if not isinstance(values, dict):
            raise ValueError(f"{place} must be an object, and is {json.dumps(values)[:99]}")
        self.values, self.place, self.asked = values, place, set()
    def __call__(self, name, default=REQUIRED, kind=int):
        self.asked.add(name)
        value = self.values.get(name, default)
        if value is REQUIRED:
            raise ValueError(f"{self.place} lacks the property '{name}'")
        if name in self.values and not fits(value, kind):
            each, kind = ("an array, not empty, each ", kind[0]) if isinstance(kind, list) else ("", kind)
            known = "one of " + json.dumps(kind)[1:-1] if isinstance(kind, tuple) else KINDS[kind]
            raise ValueError(f"'{name}' of {self.place} is {json.dumps(value)}; it must be {each}{known}")
        return value
    def all(self, table, defaults={}):
        return {name: self(name, defaults.get(name, default), kind) for name, (default, kind) in table.items()}
    def within(self, name):
        return Properties(self(name, kind=dict), f"'{name}' of {self.place}")
    def done(self, *ignored):
        for name in sorted(set(self.values) - self.asked - set(ignored)):
            raise ValueError(f"{self.place} has the unknown property '{name}'")

# ---- The block: sections 3.2 (meta mobile block) and 3.3 (iRMB), EMOv2's i2RMB, MobileNetV2's inverted residual -----------------------
class LayerNorm(nn.LayerNorm):                                  # over the channels of each cell
    def forward(self, x):
        return super().forward(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)

def norm_of(kind, width, epsilon=1e-6):
    if kind == "batch":
        return nn.BatchNorm2d(width, eps=epsilon)
    return nn.Sequential(OrderedDict(norm=LayerNorm(width, eps=epsilon)) if kind == "layer" else OrderedDict())

class Convolution(nn.Sequential):
    """A convolution that keeps the map's size, or halves it with stride 2; a norm; an activation."""
    def __init__(self, inputs, outputs, kernel=1, stride=1, dilation=1, groups=1, bias=False, norm=None, bn=None, activation="none",
                 epsilon=1e-6):
        padding = (dilation * (kernel - 1) + 2 - stride) // 2
        super().__init__(OrderedDict(conv=nn.Conv2d(inputs, outputs, kernel, stride, padding, dilation, groups, bias)))
        if norm or bn:                                          # mmcv's ConvModule calls it bn, the official code norm
            self.add_module("bn" if bn else "norm", nn.BatchNorm2d(outputs, eps=bn) if bn else norm_of(norm, outputs, epsilon))
        self.add_module("act", ACTIVATIONS[activation]())

class SqueezeExcite(nn.Sequential):
    def __init__(self, width, ratio, activation):
        reduce, expand = nn.Conv2d(width, round(width * ratio), 1), nn.Conv2d(round(width * ratio), width, 1)
        super().__init__(OrderedDict(conv_reduce=reduce, act=ACTIVATIONS[activation](), conv_expand=expand))
    def forward(self, x):
        return x * torch.sigmoid(super().forward(x.mean((2, 3), keepdim=True)))

class LayerScale(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.gamma = nn.Parameter(torch.full((1, width, 1, 1), 1e-6))
    def forward(self, x):
        return x * self.gamma

def attend(module, kind, attention, x):
    """Section 3.3, EW-MHSA. Windows are dilated grids: of n windows side by side, the first has the columns 0, n, 2n, ... (remote), or
    tiles (close). EMOv2's hybrid adds both, with the same queries, keys and values."""
    height, width = x.shape[2:]
    sides = [attention["window"] or side for side in (height, width)]
    x = nn.functional.pad(x, (0, -width % sides[1], 0, -height % sides[0]))
    before = attention["value"] == "before"                     # else the normalised input itself is what is attended to
    heads, down, across = x.shape[1] // attention["headWidth"], x.shape[2] // sides[0], x.shape[3] // sides[1]
    def windows(y, grid):                                       # [batch * windows, heads, cells of a window, channels of a head]
        y = y.reshape(y.shape[0], heads, -1, *((sides[0], down, sides[1], across) if grid else (down, sides[0], across, sides[1])))
        y = y.permute(0, 4, 6, 1, 3, 5, 2) if grid else y.permute(0, 3, 5, 1, 4, 6, 2)
        return y.reshape(-1, heads, sides[0] * sides[1], y.shape[-1])
    (q, k), value = module.qk(x).chunk(2, dim=1), module.v(x) if before else x
    def attended(grid, back):
        scores = windows(q, grid) @ windows(k, grid).transpose(2, 3) * attention["headWidth"] ** -0.5
        y = (scores.softmax(-1) @ windows(value, grid)).reshape(x.shape[0], down, across, heads, *sides, -1)
        y = y.permute(0, 3, 6, 4, 1, 5, 2) if back else y.permute(0, 3, 6, 1, 4, 2, 5)
        return y.reshape(x.shape[0], -1, *x.shape[2:])[:, :, :height, :width]
    y = attended(True, True) if kind != "close" else 0
    if kind != "remote":                                        # upstream puts hybrid's tiles back as a grid where the value comes after
        y = y + attended(False, kind == "hybrid" and not before)
    return y if before else module.v(y)

class Block(nn.Module):
    """Section 3.3: what expands, summed; a depthwise convolution; a 1x1 convolution. `p`: BLOCK and ATTENTION, read by read_block."""
    def __init__(self, inputs, outputs, p, family):
        super().__init__()
        self.attention, self.expand, width = p["attention"], p["expand"], int(inputs * p["expansion"]) if p["expand"] else inputs
        self.skip, behind = p["stride"] == 1 and inputs == outputs, p["norm"] if p["normPlacement"] == "behind" else None
        self.inner_skip = self.skip and p["innerSkip"]
        self.norm = norm_of("none" if behind else p["norm"], inputs, p["normEpsilon"])
        if family != "emo" or len(self.expand) > 1:
            self.eops = nn.ModuleList(nn.Module() for _ in self.expand)
        for module, (kind, kernel, groups) in zip(getattr(self, "eops", [self]), self.expand):
            norm = behind
            if kind != "plain":
                module.qk = Convolution(inputs, 2 * inputs, bias=p["bias"])
                groups = inputs // self.attention["headWidth"] if self.attention["groupedValue"] else 1
                norm = None if self.attention["value"] == "before" else behind
            setattr(module, "net" if kind == "plain" and family == "emo2" else "v", Convolution(
                inputs, width, kernel, groups=groups, bias=p["bias"], norm=norm, activation=p["activation"], epsilon=p["normEpsilon"]))
        if p["kernel"]:
            self.conv_local = Convolution(width, width, p["kernel"], p["stride"], groups=width, norm=p["depthwiseNorm"],
                                          activation=p["depthwiseActivation"], epsilon=p["normEpsilon"])
        self.se = SqueezeExcite(width, p["squeezeExcite"], p["activation"]) if p["squeezeExcite"] else nn.Identity()
        self.proj = Convolution(width, outputs, norm=behind, epsilon=p["normEpsilon"])
        self.ls = LayerScale(outputs) if p["layerScale"] else nn.Identity()
    def forward(self, x):
        y = self.norm(x)
        expanded = [getattr(module, "net", getattr(module, "v", None))(y) if kind == "plain" else attend(module, kind, self.attention, y)
                    for module, (kind, _, _) in zip(getattr(self, "eops", [self]), self.expand)]
        y = sum(expanded[1:], expanded[0]) if expanded else y
        local = self.se(self.conv_local(y) if hasattr(self, "conv_local") else y)
        y = self.ls(self.proj(y + local if self.inner_skip else local))
        return x + y if self.skip else y

class InvertedResidual(nn.Module):
    """The same with torchvision's names, which have none for most of what a block may have."""
    def __init__(self, inputs, outputs, p, family):
        super().__init__()
        width, bias, epsilon = int(inputs * p["expansion"]) if p["expand"] else inputs, p["bias"], p["normEpsilon"]
        if len(p["expand"]) > 1 or p["attention"] or not p["kernel"] or p["squeezeExcite"] or p["layerScale"] or \
                p["normPlacement"] == "before":
            raise ValueError(f"the tensor names '{family}' have none for a block with more than convolutions and norms behind them")
        def layers(convolution):                                # of which the names are numbers
            return nn.Sequential(*convolution.children())
        self.conv = nn.Sequential(*(
            layers(Convolution(inputs, width, kernel, 1, 1, groups, bias, p["norm"], None, p["activation"], epsilon))
            for _, kernel, groups in p["expand"]))
        self.conv.append(layers(Convolution(width, width, p["kernel"], p["stride"], groups=width, norm=p["depthwiseNorm"],
                                            activation=p["depthwiseActivation"], epsilon=epsilon)))
        self.conv.extend(layers(Convolution(width, outputs, norm=p["norm"], epsilon=epsilon)))
        self.skip = p["stride"] == 1 and inputs == outputs
        self.inner_skip, self.expands = self.skip and p["innerSkip"], len(p["expand"])
    def forward(self, x):
        y = self.conv[:self.expands](x)
        local = self.conv[self.expands](y)
        y = self.conv[self.expands + 1:](y + local if self.inner_skip else local)
        return x + y if self.skip else y

def read_block(p, stage=None, first=False):
    """A stage, or a block over its stage. The first block has twice the expansion, no larger kernel or groups to expand with, and no
    attention, unless it says otherwise itself."""
    read = p.all(BLOCK, stage or {})
    read["attention"] = stage["attention"] if stage and "attention" not in p.values else None
    if p.values.get("attention") is not None:
        attention = p.within("attention")
        read["attention"] = attention.all(ATTENTION)
        attention.done()
    if stage is None:
        return read
    p.done("attention")
    def own(name):
        return not first or name in p.values
    plain = ("plain", read["expandKernel"] if own("expandKernel") else 1, read["expandGroups"] if own("expandGroups") else 1)
    if read["expand"] is None:                                  # EMO's way: an operator
        attends, depthwise = operator_of(p, stage, read, first)
        read["expand"] = [("remote", 1, 1) if attends else plain]
        read["kernel"], read["innerSkip"] = depthwise and read["kernel"], depthwise and read["innerSkip"]
    else:                                                       # EMOv2's way: a list, and a kernel of 0
        if read["operator"]:
            raise ValueError(f"{p.place} has 'operator' and 'expand', which say the same in two ways")
        for kind in read["expand"]:
            if kind not in EXPAND:
                raise ValueError(f"'expand' of {p.place} has {json.dumps(kind)}; it must be one of {json.dumps(EXPAND)[1:-1]}")
        read["expand"] = [plain if kind == "plain" else (kind, 1, 1) for kind in (read["expand"] if own("expand") else ["plain"])]
        attends = any(kind != "plain" for kind, _, _ in read["expand"])
        if attends and not read["attention"]:
            raise ValueError(f"'expand' of {p.place} attends, and needs the property 'attention'")
        read["kernel"] = 5 if read["kernel"] == 0 and not own("kernel") else read["kernel"]
    if first and "expansion" not in p.values and read["expand"]:
        read["expansion"] *= 2
    read["stride"] = stage["stride"] if first else 1
    if read["stride"] == 2 and not read["kernel"]:
        raise ValueError(f"{p.place} needs a depthwise convolution for its stride")
    return {**read, "attention": read["attention"] if attends else None}

def operator_of(p, stage, read, first):
    """Whether a block without a list has attention, and a depthwise convolution."""
    if "operator" in p.values:
        operator = read["operator"]
    else:
        written = OPERATORS.index(stage["operator"] or "depthwise")
        from_attention = "attention" in p.values or stage["operator"] is None and not first
        attends = read["attention"] is not None if from_attention else written >= 2 and not first
        operator = OPERATORS[(1 if first else written % 2) + 2 * attends]
    attends, depthwise = operator in ("attention", "both"), operator in ("depthwise", "both")
    if attends and not read["attention"] or first and stage["stride"] == 2 and not depthwise:
        raise ValueError(f"{p.place} has the operator '{operator}', and needs " +
                         ("a depthwise convolution for its stride" if read["attention"] or not attends else "the property 'attention'"))
    return attends, depthwise

# ---- The network: section 3.4 --------------------------------------------------------------------------------------------------------
def stages_of(spec):
    return tuple(f"stage{number}" for number in range(1 + len(spec("stages", kind=[dict]))))

def stem_of(p, family):
    """A convolution with stride 2; then, as a rule, a depthwise convolution, a squeeze-excite and a 1x1 convolution."""
    width, kernel, norm, epsilon = p("width"), p("kernel", 3, KERNEL), p("norm", "batch", NORM), p("normEpsilon", 1e-6, float)
    depthwise, bias, activation = p("depthwise", True, YES_NO), p("bias", True, YES_NO), p("convolutionActivation", "none", ACTIVATION)
    own, ratio = p("activation", "silu", ACTIVATION), p("squeezeExcite", 1 if depthwise else 0, float)
    p.done()
    first = Convolution(3, width, kernel, 2, bias=bias, norm=norm, activation=activation, epsilon=epsilon)
    if family == "emo":                                         # MSPatchEmb: a sequence in a list of one
        first = nn.Sequential(OrderedDict(convs=nn.Sequential(nn.Sequential(*first.children()))))
    if family == "torchvision-mobilenetv2":
        if depthwise:
            raise ValueError(f"the tensor names '{family}' have none for a depthwise convolution in the stem")
        return width, [nn.Sequential(*first.children())]
    if not depthwise:
        return width, [first]
    local = Convolution(width, width, kernel, groups=width, norm="batch", activation="silu", epsilon=epsilon)
    gate, project = SqueezeExcite(width, ratio, own) if ratio else nn.Identity(), Convolution(width, width)
    if family == "emo":
        return width, [first, nn.Sequential(OrderedDict(conv_local=local, se=gate, proj=project))]
    local.add_module("se", gate)
    return width, [first, local, project]

class EMO(nn.Module):
    """The stem (stage0) and the stages, up to the last whose map is an output."""
    def __init__(self, spec, outputs=None):
        super().__init__()
        self.family, stages = spec("tensorNames", "emo", FAMILIES), spec("stages", kind=[dict])
        width, blocks = stem_of(spec.within("stem"), self.family)
        self.widths, parts, self.ends = {"stage0": width}, {"stage0": blocks}, {}
        self.outputs = outputs or [f"stage{len(stages)}"]
        for number, values in enumerate(stages, 1):
            p, inputs = Properties(values, f"stage {number} of {spec.place}"), width
            depth, width, stage, own = p("depth"), p("width"), read_block(p), p("blocks", None, [dict])
            stage["stride"] = p("stride", 2, (1, 2))
            p.done("attention")
            if own and len(own) != depth:
                raise ValueError(f"'blocks' of {p.place} has {len(own)} objects; it must have {depth}, one for each block")
            blocks = parts[f"stage{number}"] = []
            for index, block in enumerate(own or [{}] * depth):
                block = self.last_block = read_block(Properties(block, f"block {index + 1} of {p.place}"), stage, first=index == 0)
                if block["attention"] and inputs % block["attention"]["headWidth"]:
                    raise ValueError(f"'headWidth' of block {index + 1} of {p.place} does not divide its {inputs} channels")
                kind = InvertedResidual if self.family == "torchvision-mobilenetv2" else Block
                blocks.append(kind(inputs, width, block, self.family))
                inputs = width
            self.widths[f"stage{number}"] = width
        parts = {name: parts[name] for name in parts if int(name[5:]) <= max(int(output[5:]) for output in self.outputs)}
        if self.family == "torchvision-mobilenetv2":            # numbered together
            self.features = nn.ModuleList(block for blocks in parts.values() for block in blocks)
            for name in parts:
                self.ends[name] = sum(len(blocks) for part, blocks in parts.items() if int(part[5:]) <= int(name[5:]))
        else:
            for name, blocks in parts.items():
                setattr(self, name, nn.ModuleList(blocks))
    def blocks_of(self, name):
        if self.family != "torchvision-mobilenetv2":
            return getattr(self, name, [])
        end = self.ends.get(name, 0)
        return self.features[max([one for one in self.ends.values() if one < end], default=0):end]
    def forward(self, x):
        maps = {}
        for name in self.widths:
            for block in self.blocks_of(name):
                x = block(x)
            maps[name] = x
        return {name: maps[name] for name in self.outputs}

class Classifier(EMO):
    def __init__(self, spec, p, kind):
        super().__init__(spec)
        width, pre, last = self.widths[self.outputs[0]], p("preWidth", 0, WHOLE), self.last_block
        epsilon, wide, activation = last["normEpsilon"], p("convolutionWidth", 0, WHOLE), p("activation", "silu", ACTIVATION)
        self.norm = norm_of(last["norm"] if last["normPlacement"] == "before" else "none", width, epsilon)
        convolution = Convolution(width, wide, norm="batch", activation=activation, epsilon=epsilon) if wide else nn.Identity()
        linear = nn.Linear(pre or wide or width, p("classes"))
        if self.family == "torchvision-mobilenetv2":
            if pre:
                raise ValueError(f"the tensor names '{self.family}' have none for 'preWidth'")
            self.features.extend([nn.Sequential(*convolution.children())] if wide else [])
            self.classifier = nn.Sequential(nn.Identity(), linear)
        else:
            self.conv_head, self.head = convolution, linear
        self.pre_head = nn.Sequential(nn.Linear(wide or width, pre), ACTIVATIONS[last["activation"]]()) if pre else nn.Identity()
    def forward(self, x):
        x = self.norm(super().forward(x)[self.outputs[0]])
        if self.family != "torchvision-mobilenetv2":
            return self.head(self.pre_head(self.conv_head(x).mean((2, 3))))
        for layer in self.features[max(self.ends.values()):]:
            x = layer(x)
        return self.classifier(x.mean((2, 3)))

# ---- Detectors and segmenters: sections 4.2 and 4.3 ----------------------------------------------------------------------------------
class SsdNeck(nn.Module):
    """mmdetection's SSDNeck: the stages, then levels of half the size each."""
    def __init__(self, p, widths):
        super().__init__()
        extra, self.extra_layers = p("extraWidths", kind=list), nn.ModuleList()
        self.widths, more = widths + extra, {"activation": p("activation", "relu6", ACTIVATION), "bn": p("normEpsilon", 0.001, float)}
        for inputs, width in zip(self.widths[len(widths) - 1:], extra):
            self.extra_layers.append(nn.Sequential(Convolution(inputs, width // 2, **more), nn.Sequential(OrderedDict(
                depthwise_conv=Convolution(width // 2, width // 2, 3, 2, groups=width // 2, **more),
                pointwise_conv=Convolution(width // 2, width, **more)))))
    def forward(self, maps):
        for layer in self.extra_layers:
            maps = maps + [layer(maps[-1])]
        return maps

class FpnNeck(nn.Module):
    """mmdetection's FPN: each stage is added to the finer ones; extra levels of half the size each begin with the last stage itself."""
    def __init__(self, p, widths):
        super().__init__()
        width, extra = p("width"), p("extraLevels", 0, WHOLE)
        self.widths = [width] * (len(widths) + extra)
        self.lateral_convs = nn.ModuleList(Convolution(inputs, width, bias=True) for inputs in widths)
        self.fpn_convs = nn.ModuleList(Convolution(width, width, 3, bias=True) for _ in widths)
        for inputs in [widths[-1], *self.widths][:extra]:
            self.fpn_convs.append(Convolution(inputs, width, 3, 2, bias=True))
    def forward(self, maps):
        sums = [lateral(x) for lateral, x in zip(self.lateral_convs, maps)]
        for level in reversed(range(len(sums) - 1)):
            sums[level] = sums[level] + nn.functional.interpolate(sums[level + 1], sums[level].shape[2:], mode="nearest")
        levels = [convolution(x) for convolution, x in zip(self.fpn_convs, sums)]
        for level in range(len(sums), len(self.fpn_convs)):
            levels.append(self.fpn_convs[level](maps[-1] if level == len(sums) else levels[-1]))
        return levels

def detector_head(p, widths, retina):
    """mmdetection's SSDHead with depthwise convolutions (the background is the last class), or RetinaHead. Channels are anchor-major."""
    anchors, classes, head = p.within("anchors"), p("classes"), nn.ModuleDict()
    ratios, sizes = anchors("ratios", kind=[float if retina else list]), anchors("scalesPerOctave") if retina else None
    if not retina and len(ratios) != len(widths):
        raise ValueError(f"'ratios' of {anchors.place} has {len(ratios)} entries; it must have {len(widths)}, one for each level")
    anchors.done("strides", *(["baseScale"] if retina else ["minSizes", "maxSizes"]))
    for name, outputs in ("cls", classes if retina else classes + 1), ("reg", 4):
        if retina:                                              # all levels have the same weights
            width, depth = p("width"), p("depth")
            layers = (Convolution(width if i else widths[0], width, 3, bias=True, activation="relu") for i in range(depth))
            head[name + "_convs"] = nn.Sequential(*layers)
            head["retina_" + name] = nn.Conv2d(width, sizes * len(ratios) * outputs, 3, padding=1)
        else:
            more = {"bn": p("normEpsilon", 0.001, float), "activation": p("activation", "relu6", ACTIVATION)}
            head[name + "_convs"] = nn.ModuleList(nn.Sequential(
                Convolution(width, width, 3, groups=width, **more),
                nn.Conv2d(width, (2 + 2 * len(ratios[level])) * outputs, 1)) for level, width in enumerate(widths))
    if retina:                                                  # scores begin at 0.01, as the focal loss wants them
        nn.init.constant_(head["retina_cls"].bias, -4.595)
    return head

class Detector(nn.Module):
    """Backbone, neck and head. The kind "features" has no head, and gives the maps of stages and levels that its `outputs` name."""
    def __init__(self, spec, p, kind):
        super().__init__()
        n, necks, stages = spec.within("neck"), {"ssd": SsdNeck, "fpn": FpnNeck}, stages_of(spec)
        neck, self.inputs = necks[n("type", kind=tuple(necks))], n("inputs", kind=[stages])
        outputs = p("outputs", kind=[str]) if kind == "features" else []
        self.backbone = EMO(spec, self.inputs + [name for name in outputs if name in stages])
        self.neck = neck(n, [self.backbone.widths[name] for name in self.inputs])
        n.done()
        self.outputs = outputs and p("outputs", kind=[(*stages, *(f"neck.{level}" for level in range(len(self.neck.widths))))])
        self.bbox_head = None if outputs else detector_head(p, self.neck.widths, kind == "retina")
    def forward(self, x):
        maps, found = self.backbone(x), {}
        levels = self.neck([maps[name] for name in self.inputs])
        if self.outputs:
            maps.update((f"neck.{level}", x) for level, x in enumerate(levels))
            return {name: maps[name] for name in self.outputs}
        for level, x in enumerate(levels):
            for name in ("cls", "reg"):
                layers, last = self.bbox_head[name + "_convs"], "retina_" + name
                found[f"{name}.{level}"] = self.bbox_head[last](layers(x)) if last in self.bbox_head else layers[level](x)
        return found

class Segmenter(nn.Module):
    """mmsegmentation's ASPPHead (`dilations`) or PSPHead (`poolSizes`): branches side by side, a bottleneck, dropout, logits. Of several
    maps: FPNHead (`strides`), which adds what it doubled to the size of the first, and SegformerHead, which joins them at that size."""
    def __init__(self, spec, p, kind):
        super().__init__()
        stages, neck, head, self.kind = stages_of(spec), None, nn.ModuleDict(), kind
        n = spec.within("neck") if "neck" in spec.values else None
        self.inputs = p("inputs", [stages[-1]], [str])
        self.neck_inputs = n("inputs", kind=[stages]) if n else []
        self.backbone = EMO(spec, list(dict.fromkeys(self.neck_inputs + [name for name in self.inputs if name in stages])))
        widths = dict(self.backbone.widths)
        if n:
            necks = {"ssd": SsdNeck, "fpn": FpnNeck}
            neck = self.neck = necks[n("type", kind=tuple(necks))](n, [widths[name] for name in self.neck_inputs])
            n.done()
            widths.update((f"neck.{level}", width) for level, width in enumerate(neck.widths))
        p("inputs", [stages[-1]], [tuple(widths)])
        inputs, width = [widths[name] for name in self.inputs], p("width")
        more = {"bn": p("normEpsilon", 1e-5, float), "activation": "relu"}
        if kind in ("aspp", "psp"):
            numbers = p("poolSizes" if kind == "psp" else "dilations", kind=[int])
            pools = [nn.Sequential(nn.AdaptiveAvgPool2d(n), Convolution(inputs[0], width, **more))
                     for n in (numbers if kind == "psp" else [1])]
            if kind == "psp":
                head["psp_modules"] = nn.ModuleList(pools)
            else:
                head["image_pool"], head["aspp_modules"] = pools[0], nn.ModuleList(
                    Convolution(inputs[0], width, 1 if d == 1 else 3, dilation=d, **more) for d in numbers)
            head["bottleneck"] = Convolution((inputs[0] if kind == "psp" else width) + len(numbers) * width, width, 3, **more)
        elif kind == "fpn":
            strides, scales = p("strides", kind=[int]), []
            if len(strides) != len(inputs):
                raise ValueError(f"'strides' of {p.place} has {len(strides)} numbers; it must have {len(inputs)}, one for each map")
            for one, stride in zip(inputs, strides):            # the numbers between are those of the doublings, which have no tensors
                layers, doublings = [], (stride // strides[0]).bit_length() - 1
                for i in range(max(doublings, 1)):
                    layers.append(Convolution(width if i else one, width, 3, **more))
                    if doublings:
                        layers.append(nn.Upsample(scale_factor=2, mode="bilinear", align_corners=False))
                scales.append(nn.Sequential(*layers))
            head["scale_heads"] = nn.ModuleList(scales)
        else:
            head["convs"] = nn.ModuleList(Convolution(one, width, **more) for one in inputs)
            head["fusion_conv"] = Convolution(len(inputs) * width, width, **more)
        head["dropout"], head["conv_seg"], self.decode_head = nn.Dropout2d(0.1), nn.Conv2d(width, p("classes"), 1), head
    def forward(self, x):
        maps, head = self.backbone(x), self.decode_head
        if self.neck_inputs:
            levels = self.neck([maps[name] for name in self.neck_inputs])
            maps.update((f"neck.{level}", y) for level, y in enumerate(levels))
        maps = [maps[name] for name in self.inputs]
        def resized(y, like):
            return nn.functional.interpolate(y, like.shape[2:], mode="bilinear", align_corners=False)
        if self.kind == "fpn":
            y, *others = [layer(x) for layer, x in zip(head["scale_heads"], maps)]
            for other in others:
                y = y + resized(other, y)
        elif self.kind == "segformer":
            y = head["fusion_conv"](torch.cat([resized(layer(x), maps[0]) for layer, x in zip(head["convs"], maps)], 1))
        else:
            x, pyramid = maps[0], self.kind == "psp"
            layers = head["psp_modules"] if pyramid else [head["image_pool"], *head["aspp_modules"]]
            maps = [resized(layer(x), x) for layer in layers]
            y = head["bottleneck"](torch.cat([x, *maps] if pyramid else maps, 1))
        return head["conv_seg"](head["dropout"](y))

# ---- Files ---------------------------------------------------------------------------------------------------------------------------
def read_spec(path, trail=()):
    """The spec of a file. The stem and the stages of a backbone are those of a spec beside the file, or of one of Emo.Codegen's."""
    spec = Properties(json.loads(Path(path).read_bytes()), Path(path).name)
    if "backbone" in spec.values:
        p, trail = spec.within("backbone"), (*trail, Path(path).resolve())
        name, window = p("spec", kind=str), p("window", None, WHOLE)
        depthwise = {"depthwiseNorm": p("depthwiseNorm", None, NORM), "depthwiseActivation": p("depthwiseActivation", None, ACTIVATION)}
        p.done()
        folders = [Path(path).parent, Path(__file__).resolve().parents[2] / "specs"]
        def is_it(file):                                        # other JSON files lie beside specs too, some large, some broken
            text = file.read_text(encoding="utf-8", errors="replace") if file.stat().st_size <= 2 ** 20 else ""
            return re.search(r'"(stages|backbone)"\s*:', text) and re.search(rf'"name"\s*:\s*"{re.escape(name)}"', text)
        files = [file for folder in folders for file in (folder / (name + ".json"), *sorted(folder.glob("*.json"))) if file.is_file()]
        file = next((file for file in files if file.stem == name or is_it(file)), None)
        if not file or file.resolve() in trail:
            raise ValueError(f"'spec' of {p.place} is {json.dumps(name)}; " + ("which leads back to itself" if file else "there is none"))
        backbone = read_spec(file, trail)
        spec.values.update(stem=backbone("stem", kind=dict), stages=backbone("stages", kind=[dict]))
        spec.values["tensorNames"] = backbone("tensorNames", "emo", FAMILIES)
        for one in (one for stage in spec.values["stages"] for one in (stage, *stage.get("blocks", []))):
            if one.get("attention") and window is not None:
                one["attention"]["window"] = window
            one.update((key, value) for key, value in depthwise.items() if value is not None)
    return spec

def network(path, classes=None):
    """The network of a spec file; with `classes` for another number of them."""
    kinds = {"classifier": Classifier, "features": Detector, "ssdlite": Detector, "retina": Detector, "aspp": Segmenter, "psp": Segmenter,
             "fpn": Segmenter, "segformer": Segmenter}
    spec = read_spec(path)
    p = spec.within("head")
    p.values.update({} if classes is None else {"classes": classes})
    kind = p("type", kind=tuple(kinds))
    alone = kind == "features" and "neck" not in spec.values
    built = EMO(spec, p("outputs", kind=[stages_of(spec)])) if alone else kinds[kind](spec, p, kind)
    p.done("labels", "scoreThreshold", "preNms", "nmsThreshold", "maxDetections", "boxStd", "postprocessing")
    spec.done("$schema", "name", "description", "input", "preprocessing", "backbone")
    built.prefers = "net" if spec("tensorNames", "emo", FAMILIES) == "emo2" else None   # of a training checkpoint, not the average net_E
    return built

def load(built, checkpoint):
    """Loads a file, or its content: all tensors of the network, or an error. Of several state dicts the one that Load takes in C#.
    What the file has for parts that the network lacks (another head, later stages) is left out. A tensor too many within a part, and in
    a file for a classifier, is an error. Before torch 2.6, torch.load runs code of the file; since then it refuses files with code."""
    saved = torch.load(checkpoint, map_location="cpu") if isinstance(checkpoint, (str, Path)) else checkpoint
    dicts = {key: getattr(one, "state_dict", lambda: one)() for key, one in saved.items() if isinstance(one, (dict, nn.Module))}
    keys = [key for key in (built.prefers, "net_E", "model_ema", "state_dict_ema", "ema_state_dict", "ema") if key in dicts][:1] or [
        key for key in dicts if key in ("net", "state_dict", "model", "model_state_dict") or re.search("ema|swa|avg|averag", key.lower())]
    if len(keys) > 1:                                           # none is better than another: nobody guesses
        raise ValueError(f"the checkpoint has several state dicts, {', '.join(keys)}: give load the one that you mean")
    saved = {re.sub(r"^module\.|_orig_mod\.", "", name): value for name, value in (dicts[keys[0]] if keys else saved).items()}
    def part(name):                                             # a head, a stage, a layer of a neck
        first, *rest = name.split(".")
        return [first, *rest[:{"backbone": 2 if rest[:1] == ["features"] else 1, "neck": 2, "features": 1}.get(first, 0)]]
    parts, whole = [part(name) for name in built.state_dict()], isinstance(built, Classifier)
    built.load_state_dict({name: value for name, value in saved.items() if whole or part(name) in parts}, strict=True)
