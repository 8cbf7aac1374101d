"""Decodes a PyTorch zip file or a safetensors file with Python's standard library only, independently of this project's reader.

Prints a line for each tensor: name, type, shape, sum in double precision from first to last, first and last element.
    python3 decode.py ../cifar10/emo-cifar10.pth > emo-cifar10.tsv
    python3 decode.py ../cifar10/goldens.safetensors > goldens.tsv
"""
import collections
import json
import pickle
import struct
import sys
import zipfile

STORAGES = {"FloatStorage": ("F32", "f"), "LongStorage": ("I64", "q")}
DTYPES = {"F32": "f", "I64": "q", "U8": "B"}

Tensor = collections.namedtuple("Tensor", "storage offset shape strides")


class Unpickler(pickle.Unpickler):
    def find_class(self, module, name):
        if (module, name) == ("collections", "OrderedDict"):
            return collections.OrderedDict
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return lambda storage, offset, shape, strides, *_: Tensor(storage, offset, shape, strides)
        return name

    def persistent_load(self, pid):
        return pid


def unpack(raw, code):
    return struct.unpack(f"<{len(raw) // struct.calcsize(code)}{code}", raw)


def pytorch(path):
    archive = zipfile.ZipFile(path)
    root = next(n for n in archive.namelist() if n.endswith("/data.pkl"))[: -len("data.pkl")]
    for name, tensor in Unpickler(archive.open(root + "data.pkl")).load().items():
        dtype, code = STORAGES[tensor.storage[1]]
        elements = unpack(archive.read(f"{root}data/{tensor.storage[2]}"), code)
        indices = [tensor.offset]
        for size, stride in zip(tensor.shape, tensor.strides):
            indices = [i + k * stride for i in indices for k in range(size)]
        yield name, dtype, tensor.shape, [elements[i] for i in indices]


def safetensors(path):
    data = open(path, "rb").read()
    start = 8 + struct.unpack("<Q", data[:8])[0]
    for name, entry in json.loads(data[8:start]).items():
        if name != "__metadata__":
            begin, end = entry["data_offsets"]
            yield name, entry["dtype"], entry["shape"], unpack(data[start + begin:start + end], DTYPES[entry["dtype"]])


for name, dtype, shape, values in (safetensors if sys.argv[1].endswith(".safetensors") else pytorch)(sys.argv[1]):
    total = 0.0
    for value in values:
        total += value
    print(name, dtype, "x".join(map(str, shape)), total, float(values[0]), float(values[-1]), sep="\t")
