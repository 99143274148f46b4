#!/usr/bin/env python3
"""The table of docs/performance.md: what things cost, beside the smallest ratatui program, onnxruntime, and the budget.

    cargo build --release --locked && cargo bench --no-run
    python3 benches/table.py [--floor SMALLEST_RATATUI_PROGRAM] [--only WORD]

Linux only: programs run in a pseudo-terminal of their own, and are asked in turn, so that both have the same noise. Times are
the least of many: what a quiet machine would need.
onnxruntime, onnx and numpy are asked where they are installed; without --floor its column stays empty.
"""
import argparse
import fcntl
import os
import pathlib
import random
import re
import resource
import select
import shutil
import signal
import statistics
import struct
import subprocess
import tempfile
import termios
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
RIGHT = b"\x1b[C"


class Terminal:
    """A program in a pseudo-terminal."""

    def __init__(self, command, size):
        columns, lines = size
        master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
        self.start = time.perf_counter()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(master)
            os.login_tty(slave)
            os.execve(command[0], command, environment)
        os.close(slave)
        self.fd = master

    def until_quiet(self, since, quiet, patience=None):
        """Milliseconds from a moment to the first bytes that come, to the last before it is quiet, and how many came."""
        times, count = [], 0
        while select.select([self.fd], [], [], quiet if times else patience or quiet)[0]:
            try:
                count += len(os.read(self.fd, 1 << 16))
            except OSError:
                # It has ended.
                times.append((time.perf_counter() - since) * 1000)
                break
            times.append((time.perf_counter() - since) * 1000)
        return times[0] if times else 0, times[-1] if times else 0, count

    def first_frame(self):
        return self.until_quiet(self.start, 0.06, 5)[1]

    def press(self, key, quiet=0.02):
        since = time.perf_counter()
        os.write(self.fd, key)
        return self.until_quiet(since, quiet)

    def memory(self, of):
        """Memory in MiB: the most that it had (`VmHWM`), or what it holds that is in no file (`RssAnon`)."""
        status = pathlib.Path(f"/proc/{self.pid}/status").read_text()
        return int(re.search(of + r":\s+(\d+)", status)[1]) / 1024

    def end(self):
        os.kill(self.pid, signal.SIGTERM)
        os.waitpid(self.pid, 0)
        os.close(self.fd)


def row(what, ours, unit, other=None, budget="", limit=None):
    """Prints a row; `other` is what a number is divided by, `limit` what the machine itself needs."""
    shown = f"{ours:,.0f}" if ours >= 100 else f"{ours:.3g}"
    ratio = f"{other:.3g} {unit}, {ours / other:.2f}" if other else ""
    least = f"{limit:.2g} {unit}" if limit else ""
    print(f"| {what} | {shown} {unit} | {ratio} | {least} | {budget or ''} |", flush=True)


def first_frames(convstep, floor):
    for size in ((80, 24), (100, 40)):
        times = {"ours": [], "floor": [], "true": []}
        for _ in range(100):
            for name, program in (("ours", convstep), ("floor", floor), ("true", "/bin/true")):
                if program:
                    terminal = Terminal([program], size)
                    times[name].append(terminal.first_frame())
                    terminal.end()
        least = {name: min(of) for name, of in times.items() if of}
        row(f"first frame, {size[0]}x{size[1]}", least["ours"], "ms", least.get("floor"), "1.05 of it", least["true"])


def keys(convstep, floor, networks):
    def changed(command, size, key, presses=120):
        """The time to the first changed frame, which comes in one piece."""
        terminal = Terminal(command, size)
        terminal.first_frame()
        pressed = [terminal.press(key) for _ in range(presses)]
        terminal.end()
        return min(first for first, _, count in pressed if count)

    floors = changed([floor], (100, 40), RIGHT) if floor else None
    echo = changed(["/bin/cat"], (100, 40), b"a")
    still = "--reduced-motion"
    ours = changed([convstep, "cs231n", still], (100, 40), RIGHT)
    row("key, `cs231n`, 100x40", ours, "ms", floors, "0.4 ms", echo)
    for name, file in networks.items():
        row(f"key, {name}, 100x40", changed([convstep, file, still], (100, 40), RIGHT), "ms", floors, "0.5 ms")
        row(f"key, {name}, 200x60", changed([convstep, file, still], (200, 60), RIGHT), "ms", floors, "1 ms")


def step_bytes(convstep):
    for size in ((80, 24), (100, 40)):
        for grain, budget in (("tap", 400), ("channel", 900)):
            for motion in ([], ["--reduced-motion"]):
                terminal = Terminal([convstep, "cs231n", "--grain", grain, *motion], size)
                terminal.first_frame()
                sizes = [terminal.press(RIGHT, 0.25 if not motion else 0.04)[2] for _ in range(40)]
                terminal.end()
                how = "at once" if motion else "moving"
                row(f"bytes a {grain}, {size[0]}x{size[1]}, {how}", statistics.median(sizes), "B", None, f"{budget} B")


def memory(convstep, networks):
    terminal = Terminal([convstep, "cs231n"], (100, 40))
    terminal.first_frame()
    row("memory, `cs231n`", terminal.memory("VmHWM"), "MiB", None, "5 MiB")
    row("of that its own, and not the program's and the library's files", terminal.memory("RssAnon"), "MiB")
    terminal.end()
    for name, file in networks.items():
        terminal = Terminal([convstep, file], (100, 40))
        terminal.first_frame()
        before = terminal.memory("VmHWM")
        for key in (b"s", b"S") * 50:
            terminal.press(key)
        terminal.until_quiet(0, 1)
        row(f"memory, {name}", before, "MiB")
        row("the same after 100 strides", terminal.memory("VmHWM"), "MiB", before)
        terminal.end()


def timed(command, times=5):
    """The least computing time of a command in seconds, and the most memory of it in MiB."""
    least, most = 1e9, 0
    for _ in range(times):
        quiet = [(os.POSIX_SPAWN_OPEN, out, "/dev/null", os.O_WRONLY, 0) for out in (1, 2)]
        pid = os.posix_spawn(command[0], command, os.environ, file_actions=quiet)
        _, status, usage = os.wait4(pid, 0)
        least, most = min(least, usage.ru_utime + usage.ru_stime), max(most, usage.ru_maxrss / 1024)
        assert status == 0, command
    return least, most


def recordings(convstep, folder):
    budgets = {"gif": (100, 200), "svg": (30, 100), "cast": (None, None), "html": (None, None)}
    for form, (most_ms, most_kb) in budgets.items():
        out = f"{folder}/o.{form}"
        short = [convstep, "record", "cs231n", "--size", "100x40", "--grain", "tap", "--to", "90", "--force", "-o", out]
        took, _ = timed(short)
        row(f"90 steps as .{form}", took * 1000, "ms", None, most_ms and f"{most_ms} ms")
        row("the same, its size", os.path.getsize(out) / 1000, "kB", None, most_kb and f"{most_kb} kB")
        long = [convstep, "record", "digits", "--size", "100x30", "--grain", "tap", "--to", "10000", "--all", "--force", "-o", out]
        if form == "svg":
            continue  # It takes no more than some hundred.
        took, most = timed(long, 1)
        budget = {"gif": "3.3 s", "html": "2.6 s", "cast": "1 s"}.get(form, "")
        row(f"10,000 steps as .{form} ({most:.0f} MiB)", took, "s", None, budget)


def opening(convstep, folder):
    # Line by line: what a process has had counts as its children's too.
    text = f"{folder}/million.toml"
    with open(text, "w") as file:
        file.write("title = 't'\n[input]\ndata = [\n")
        for _ in range(1000):
            file.write(" ".join(f"{random.uniform(-1, 1):.5f}," for _ in range(1000)) + "\n")
        file.write("]\n[[layer]]\nkind = 'relu'\n")
    took, most = timed([convstep, "check", text])
    row("10^6 numbers of TOML", took, "s", None, "0.15 s")
    row("the same, memory", most, "MiB", None, "60 MiB")
    header = "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 12500, 10000), }"
    header = header.ljust(117) + "\n"
    with open(f"{folder}/large.npy", "wb") as file:
        file.write(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header.encode())
        file.truncate(10 + len(header) + 500_000_000)
    npy = f"{folder}/npy.toml"
    pathlib.Path(npy).write_text("title = 't'\n[input]\nnpy = 'large.npy'\n[[layer]]\nkind = 'global_avg_pool'\n")
    read, _ = timed(["/bin/cat", f"{folder}/large.npy"], 3)
    took, most = timed([convstep, "check", npy], 3)
    row("a .npy of 500 MB", took, "s", None, "0.4 s", read)
    row("the same, memory", most, "MiB")


def onnx_times():
    """The least computing time of each layer of benches/forward.rs in onnxruntime, in ms; empty where it is not installed."""
    try:
        import numpy
        import onnxruntime
        from onnx import TensorProto, helper, numpy_helper
    except ImportError:
        return {}

    def one(kind, shape, weights=(), **attributes):
        rng = numpy.random.default_rng(1)
        arrays = [rng.uniform(-1, 1, w).astype(numpy.float32) for w in weights]
        names = [f"w{index}" for index in range(len(arrays))]
        node = helper.make_node(kind, ["x", *names], ["y"], **attributes)
        graph = helper.make_graph(
            [node], "g", [helper.make_tensor_value_info("x", TensorProto.FLOAT, shape)],
            [helper.make_tensor_value_info("y", TensorProto.FLOAT, None)],
            [numpy_helper.from_array(array, name) for array, name in zip(arrays, names)])
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=9)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
        x = rng.uniform(-1, 1, shape).astype(numpy.float32)
        least = 1e9
        for _ in range(60):
            start = time.process_time()
            session.run(None, {"x": x})
            least = min(least, time.process_time() - start)
        return least * 1000

    conv = lambda k, s, g=1: {"kernel_shape": [k, k], "strides": [s, s], "pads": [k // 2] * 4, "group": g}
    pool = {"kernel_shape": [3, 3], "strides": [2, 2], "pads": [1] * 4}
    maps = [1, 64, 112, 112]
    return {
        "conv_7x7": one("Conv", [1, 3, 224, 224], [(64, 3, 7, 7), (64,)], **conv(7, 2)),
        "conv_3x3": one("Conv", [1, 64, 56, 56], [(64, 64, 3, 3), (64,)], **conv(3, 1)),
        "conv_1x1": one("Conv", [1, 256, 56, 56], [(64, 256, 1, 1), (64,)], **conv(1, 1)),
        "grouped_3x3": one("Conv", [1, 128, 56, 56], [(128, 4, 3, 3), (128,)], **conv(3, 1, 32)),
        "depthwise_3x3": one("Conv", maps, [(64, 1, 3, 3), (64,)], **conv(3, 1, 64)),
        "linear": one("Gemm", [1, 4096], [(4096, 4096), (4096,)], transB=1),
        "max_pool_3x3": one("MaxPool", maps, **pool),
        "avg_pool_3x3": one("AveragePool", maps, **pool, count_include_pad=1),
        "global_avg_pool": one("GlobalAveragePool", maps),
        "add": one("Add", maps, [tuple(maps)]),
        "relu": one("Relu", maps),
        "gelu": one("Gelu", maps),
        "softmax": one("Softmax", maps, axis=1),
    }


def limits():
    """What a processor can do in a ms of computing: multiplications in double precision, and numbers copied."""
    try:
        import numpy
    except ImportError:
        return None

    def least(work):
        times = []
        for _ in range(10):
            start = time.process_time()
            work()
            times.append(time.process_time() - start)
        return min(times) * 1000

    square = numpy.random.default_rng(1).random((1024, 1024))
    long = numpy.zeros(1 << 24, numpy.float32)
    other = numpy.ones_like(long)
    return 1024**3 / least(lambda: square @ square), long.size / least(lambda: numpy.copyto(other, long))


LAYERS = [
    "conv_7x7", "conv_3x3", "conv_1x1", "grouped_3x3", "depthwise_3x3", "linear",
    "max_pool_3x3", "avg_pool_3x3", "global_avg_pool", "add", "relu", "gelu", "softmax",
]

# Multiplications of a layer of benches/forward.rs, or numbers that it reads and writes.
WORK = {
    "conv_7x7": (64 * 112 * 112 * 147, 0),
    "conv_3x3": (64 * 56 * 56 * 576, 0),
    "conv_1x1": (64 * 56 * 56 * 256, 0),
    "grouped_3x3": (128 * 56 * 56 * 36, 0),
    "depthwise_3x3": (64 * 112 * 112 * 9, 0),
    "linear": (0, 4096 * 4096),
}


def forward(bench):
    """Computing time, of all threads together: what else the machine does matters least to it."""
    if not bench:
        build = ["cargo", "bench", "--locked", "--bench", "forward", "--no-run"]
        said = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=True).stderr
        bench = re.search(r"\((\S+forward-\w+)\)", said)[1]

    def spent(name, samples):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [bench, "--bench", name, "--skip", "plain", "--sample-size", "1", "--sample-count", str(samples)]
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    others = onnx_times()
    can = limits()
    budgets = {"conv_7x7": "1", "max_pool_3x3": "1.5", "avg_pool_3x3": "1.5", "global_avg_pool": "1.5", "add": "1.5", "relu": "1.5", "gelu": "1.5", "softmax": "1.5"}
    for name in LAYERS:
        ours = (spent(name, 55) - spent(name, 5)) / 50 * 1000
        work = WORK.get(name)
        limit = can and work and max(amount / speed for amount, speed in zip(work, can))
        row(f"`{name}`", ours, "ms", others.get(name), f"{budgets.get(name, '2')} of it", limit)


LARGE = """title = 'large'
[input]
data = { random = [64, 224, 224], seed = 1 }
[[layer]]
kind = 'conv2d'
weight = { random = [64, 64, 3, 3], seed = 2 }
padding = 1
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    parser.add_argument("--convstep", default=str(target / "release/convstep"))
    parser.add_argument("--floor", help="the smallest ratatui program: a screen of text, one window that moves")
    parser.add_argument("--bench", help="the built bench of forward, where it is there already")
    parser.add_argument("--only", default="", help="only the parts with this in their name")
    asked = parser.parse_args()
    folder = tempfile.mkdtemp()
    large = f"{folder}/large.toml"
    pathlib.Path(large).write_text(LARGE)
    networks = {"64x224x224": large}
    parts = {
        "first": lambda: first_frames(asked.convstep, asked.floor),
        "keys": lambda: keys(asked.convstep, asked.floor, networks),
        "bytes": lambda: step_bytes(asked.convstep),
        "memory": lambda: memory(asked.convstep, networks),
        "recording": lambda: recordings(asked.convstep, folder),
        "opening": lambda: opening(asked.convstep, folder),
        "forward": lambda: forward(asked.bench),
    }
    print("| what | here | beside it, and the ratio | the machine's limit | budget |\n|---|---:|---:|---:|---:|")
    for name, part in parts.items():
        if asked.only in name:
            part()
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
