"""Writes opencv.safetensors: what OpenCV 4.6 (Debian's python3-opencv) makes of camera frames of noise."""
import json, os, struct
import cv2, numpy as np

here = os.path.dirname(os.path.abspath(__file__))

def noise(count, seed):  # TestFrame.Noise
    x = seed; out = np.zeros(count, np.uint8)
    for k in range(count):
        x ^= (x << 13) & 0xffffffff; x ^= x >> 17; x ^= (x << 5) & 0xffffffff
        out[k] = x >> 24
    return out

w, h = 70, 26
t = {
    'nv12': cv2.cvtColor(noise(w * h * 3 // 2, 1).reshape(h * 3 // 2, w), cv2.COLOR_YUV2RGB_NV12),
    'nv21': cv2.cvtColor(noise(w * h * 3 // 2, 2).reshape(h * 3 // 2, w), cv2.COLOR_YUV2RGB_NV21),
    'i420': cv2.cvtColor(noise(w * h * 3 // 2, 3).reshape(h * 3 // 2, w), cv2.COLOR_YUV2RGB_I420),
    'yuyv': cv2.cvtColor(noise(w * h * 2, 4).reshape(h, w, 2), cv2.COLOR_YUV2RGB_YUY2),
    'uyvy': cv2.cvtColor(noise(w * h * 2, 5).reshape(h, w, 2), cv2.COLOR_YUV2RGB_UYVY),
}
header = {}; blob = b''
for k, v in t.items():
    header[k] = {'dtype': 'U8', 'shape': list(v.shape), 'data_offsets': [len(blob), len(blob) + v.nbytes]}
    blob += v.tobytes()
j = json.dumps(header).encode(); j += b' ' * (-len(j) % 8)
open(here + '/opencv.safetensors', 'wb').write(struct.pack('<Q', len(j)) + j + blob)
