"""Writes opencv.safetensors: what OpenCV 4.6 (Debian's python3-opencv) resizes, and mmcv's normalisation of it."""
import json, os, struct
import cv2, numpy as np

here = os.path.dirname(os.path.abspath(__file__))
samples = here + '/../../../samples/Classify/pictures'

def noise(w, h):  # PictureFiles.Noise
    x = w * 65537 + h; out = np.zeros(3 * w * h, np.uint8)
    for k in range(out.size):
        x ^= (x << 13) & 0xffffffff; x ^= x >> 17; x ^= (x << 5) & 0xffffffff
        out[k] = x >> 24
    return out.reshape(h, w, 3)

mean = np.float64(np.array([123.675, 116.28, 103.53], np.float32).reshape(1, -1))
inverse = 1 / np.float64(np.array([58.395, 57.12, 57.375], np.float32).reshape(1, -1))
def normalize(rgb):  # mmcv.imnormalize without the BGR swap
    x = rgb.astype(np.float32); cv2.subtract(x, mean, x); cv2.multiply(x, inverse, x); return x

t = {}
for w, h, rw, rh in [(37, 29, 64, 48), (37, 29, 20, 31), (64, 48, 32, 24), (64, 48, 64, 48), (63, 48, 21, 96),
                     (100, 3, 7, 50), (1, 1, 5, 4), (2, 3, 33, 1), (300, 7, 11, 5), (50, 40, 40, 50)]:
    t[f'{w}x{h}.{rw}x{rh}'] = cv2.resize(noise(w, h), (rw, rh), interpolation=cv2.INTER_LINEAR)
def photo(name): return cv2.cvtColor(cv2.imread((samples if name == 'chelsea.png' else here) + '/' + name), cv2.COLOR_BGR2RGB)
t['chelsea.stretch64x48'] = normalize(cv2.resize(photo('chelsea.png'), (64, 48), interpolation=cv2.INTER_LINEAR)).transpose(2, 0, 1).copy()
coffee = photo('coffee.png'); h, w = coffee.shape[:2]; s = min(83 / w, 50 / h)
nw, nh = int(w * s + .5), int(h * s + .5); fit = np.zeros((64, 96, 3), np.float32)
fit[:nh, :nw] = normalize(cv2.resize(coffee, (nw, nh), interpolation=cv2.INTER_LINEAR))
t['coffee.fit83x50in96x64'] = fit.transpose(2, 0, 1).copy()
header = {}; blob = b''
for k, v in t.items():
    header[k] = {'dtype': {'uint8': 'U8', 'float32': 'F32'}[str(v.dtype)], 'shape': list(v.shape),
                 'data_offsets': [len(blob), len(blob) + v.nbytes]}
    blob += v.tobytes()
j = json.dumps(header).encode(); j += b' ' * (-len(j) % 8)
open(here + '/opencv.safetensors', 'wb').write(struct.pack('<Q', len(j)) + j + blob)
