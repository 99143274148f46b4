#!/bin/sh
# Fuzzes one door for some seconds: sh tests/fuzz/guided/run.sh DOOR SECONDS [OPTION OF LIBFUZZER ...]
# Doors: toml pasted setting npy npz safetensors png csv pth onnx script configuration course session.
# Needs a C++ compiler for libFuzzer; the flags are those of cargo-fuzz, and stable. What is found lies in target/guided/DOOR.
set -eu
door=$1 seconds=$2
shift 2
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
target=${CARGO_TARGET_DIR:-$root/target/guided}
machine=$(rustc -vV | sed -n 's/^host: //p')
args=-sanitizer-coverage

RUSTFLAGS="--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=$args-level=4 -Cllvm-args=$args-inline-8bit-counters \
  -Cllvm-args=$args-pc-table -Cllvm-args=$args-trace-compares" \
  cargo build --release --locked --quiet --target "$machine" --target-dir "$target" --manifest-path "$here/Cargo.toml"

found=$target/$door
mkdir -p "$found/corpus" "$found/seeds"
find "$root/tests" -name "*.$door" -size -40k -exec cp {} "$found/seeds" \;
case $door in
toml) cp "$root"/scenarios/*.toml "$found/seeds" ;;
course) cp "$root"/scenarios/course.toml "$found/seeds" ;;
esac

cd "$found"
CONVSTEP_DOOR=$door exec "$target/$machine/release/convstep-guided" corpus seeds -max_total_time="$seconds" -max_len=4096 -timeout=30 \
  -rss_limit_mb=2048 -close_fd_mask=3 -print_final_stats=1 "$@"
