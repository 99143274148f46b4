#!/usr/bin/env python3
"""Trains the networks of the scenarios `digits`, `digits-wrong` and `slant`, and writes their data.

    pip install numpy==2.* scikit-learn==1.*
    OPENBLAS_NUM_THREADS=1 python3 assets/train_digits.py

The data are the UCI handwritten digits (Alpaydin and Kaynak, 1998; CC BY 4.0) as scikit-learn ships them: 1797 pictures of 8x8
cells from 0 to 16. A fixed seed splits them into 1437 to learn from and 360 to test with, and everything else follows from it.

conv 6x(1x3x3), padding 1 - ReLU - conv 10x(6x3x3), padding 1 - ReLU - max pool 2 - flatten - dense 10 - softmax

The slant of a digit is mu11 / mu02 of its picture (how far its columns lean from one row to the next); a dense layer on the
same 160 features estimates it, fitted by ridge regression.
"""
import json
import os
import struct

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
import numpy as np
from sklearn.datasets import load_digits

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "scenarios", "data")
EPOCHS, BATCH, RATE, DECAY = 60, 32, 2e-3, 1e-4


def patches(x):
    """n x c x h x w -> n x h*w x c*9: what each 3x3 window with padding 1 reads."""
    n, c, h, w = x.shape
    padded = np.pad(x, ((0, 0), (0, 0), (1, 1), (1, 1)))
    parts = [padded[:, :, i:i + h, j:j + w] for i in range(3) for j in range(3)]
    return np.stack(parts, 2).reshape(n, c * 9, h * w).transpose(0, 2, 1)


def fold(d, shape):
    """The gradient of `patches`."""
    n, c, h, w = shape
    d = d.transpose(0, 2, 1).reshape(n, c, 9, h, w)
    padded = np.zeros((n, c, h + 2, w + 2))
    for k in range(9):
        padded[:, :, k // 3:k // 3 + h, k % 3:k % 3 + w] += d[:, :, k]
    return padded[:, :, 1:-1, 1:-1]


def forward(p, x):
    n = len(x)
    a = patches(x)
    z1 = (a @ p["w1"].reshape(6, -1).T + p["b1"]).transpose(0, 2, 1).reshape(n, 6, 8, 8)
    h1 = np.maximum(z1, 0)
    b = patches(h1)
    z2 = (b @ p["w2"].reshape(10, -1).T + p["b2"]).transpose(0, 2, 1).reshape(n, 10, 8, 8)
    h2 = np.maximum(z2, 0)
    blocks = h2.reshape(n, 10, 4, 2, 4, 2).transpose(0, 1, 2, 4, 3, 5).reshape(n, 10, 4, 4, 4)
    top = blocks.argmax(-1)
    pooled = blocks.max(-1)
    features = pooled.reshape(n, 160)
    scores = features @ p["w3"].T + p["b3"]
    scores = scores - scores.max(1, keepdims=True)
    shares = np.exp(scores)
    shares /= shares.sum(1, keepdims=True)
    return shares, (a, z1, h1, b, z2, top, features)


def backward(p, x, y, shares, kept):
    n = len(x)
    a, z1, h1, b, z2, top, features = kept
    d = shares.copy()
    d[np.arange(n), y] -= 1
    d /= n
    g = {"w3": d.T @ features, "b3": d.sum(0)}
    d = (d @ p["w3"]).reshape(n, 10, 4, 4)
    blocks = np.zeros((n, 10, 4, 4, 4))
    np.put_along_axis(blocks, top[..., None], d[..., None], -1)
    d = blocks.reshape(n, 10, 4, 4, 2, 2).transpose(0, 1, 2, 4, 3, 5).reshape(n, 10, 8, 8) * (z2 > 0)
    d = d.reshape(n, 10, 64).transpose(0, 2, 1)
    g["w2"], g["b2"] = np.tensordot(d, b, ([0, 1], [0, 1])).reshape(10, 6, 3, 3), d.sum((0, 1))
    d = fold(d @ p["w2"].reshape(10, -1), h1.shape) * (z1 > 0)
    d = d.reshape(n, 6, 64).transpose(0, 2, 1)
    g["w1"], g["b1"] = np.tensordot(d, a, ([0, 1], [0, 1])).reshape(6, 1, 3, 3), d.sum((0, 1))
    return g


def train(x, y, random):
    p = {
        "w1": random.normal(0, (2 / 9) ** 0.5, (6, 1, 3, 3)), "b1": np.zeros(6),
        "w2": random.normal(0, (2 / 54) ** 0.5, (10, 6, 3, 3)), "b2": np.zeros(10),
        "w3": random.normal(0, (1 / 160) ** 0.5, (10, 160)), "b3": np.zeros(10),
    }
    first, second, t = {k: 0 * v for k, v in p.items()}, {k: 0 * v for k, v in p.items()}, 0
    for epoch in range(EPOCHS):
        order = random.permutation(len(x))
        rate = RATE * 0.5 * (1 + np.cos(np.pi * epoch / EPOCHS))
        for start in range(0, len(x), BATCH):
            at = order[start:start + BATCH]
            shares, kept = forward(p, x[at])
            t += 1
            for k, g in backward(p, x[at], y[at], shares, kept).items():
                g = g + DECAY * p[k]
                first[k] = 0.9 * first[k] + 0.1 * g
                second[k] = 0.999 * second[k] + 0.001 * g * g
                p[k] = p[k] - rate * (first[k] / (1 - 0.9 ** t)) / (np.sqrt(second[k] / (1 - 0.999 ** t)) + 1e-8)
    return p


def slant(pictures):
    rows, columns = np.mgrid[0:8, 0:8]
    out = []
    for picture in pictures:
        mass = picture.sum()
        r, c = (picture * rows).sum() / mass, (picture * columns).sum() / mass
        out.append((picture * (rows - r) * (columns - c)).sum() / (picture * (rows - r) ** 2).sum())
    return np.array(out)


def save(name, tensors):
    header, data = {}, b""
    for key, value in tensors.items():
        piece = np.ascontiguousarray(value, dtype="<f4").tobytes()
        header[key] = {"dtype": "F32", "shape": list(value.shape), "data_offsets": [len(data), len(data) + len(piece)]}
        data += piece
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(os.path.join(HERE, name), "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


def main():
    random = np.random.Generator(np.random.PCG64(231))
    pictures, y = load_digits(return_X_y=True)
    pictures = pictures.reshape(-1, 8, 8)
    order = random.permutation(len(pictures))
    pictures, y = pictures[order], y[order]
    cut = 1437
    x = pictures[:, None] / 16
    p = train(x[:cut], y[:cut], random)

    shares, kept = forward(p, x[cut:])
    said = shares.argmax(1)
    right = said == y[cut:]
    print(f"test: {right.sum()} of {len(right)} right, {100 * right.mean():.2f} %")
    wrong = [(int(i), int(y[cut + i]), int(said[i]), float(shares[i].max())) for i in np.flatnonzero(~right)]
    print("wrong (index, is, said, share):", wrong)

    # The pictures stay as they are, from 0 to 16; the division by 16 goes into the first weights.
    weights = {"conv1.weight": p["w1"] / 16, "conv1.bias": p["b1"], "conv2.weight": p["w2"], "conv2.bias": p["b2"]}
    save("digits.safetensors", {**weights, "linear1.weight": p["w3"], "linear1.bias": p["b3"]})

    features, angle = forward(p, x)[1][-1], slant(pictures)
    f, a = features[:cut], angle[:cut]
    mean = f.mean(0)
    w = np.linalg.solve((f - mean).T @ (f - mean) + 10 * np.eye(160), (f - mean).T @ (a - a.mean()))
    bias = a.mean() - mean @ w
    error = np.abs(features[cut:] @ w + bias - angle[cut:])
    spread = np.abs(angle[cut:] - a.mean())
    print(f"slant: mean error {error.mean():.4f}, of the mean alone {spread.mean():.4f}")
    save("slant.safetensors", {**weights, "linear1.weight": w[None], "linear1.bias": np.array([bias])})

    test = pictures[cut:].astype(np.uint8)
    np.save(os.path.join(HERE, "digits_test.npy"), test)
    np.save(os.path.join(HERE, "digits_test_labels.npy"), y[cut:].astype(np.uint8))
    first_right = [int(np.flatnonzero((y[cut:] == digit) & right)[0]) for digit in range(10)]
    for digit, index in enumerate(first_right):
        np.save(os.path.join(HERE, f"digit_{digit}.npy"), test[index])
    print("digits:", first_right, "slants:", [round(float(angle[cut + i]), 4) for i in first_right])
    index = max(wrong, key=lambda case: case[3])[0]
    np.save(os.path.join(HERE, "digit_wrong.npy"), test[index])
    print("wrong one:", index, "is", int(y[cut + index]), "said", int(said[index]), "shares", np.round(shares[index], 4))


main()
