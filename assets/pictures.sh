#!/bin/sh
# Makes every picture of the README anew, into the folder that is given or beside this script: the same bytes each time.
set -eu
export LC_ALL=C
here=$(dirname "$0")
out=${1:-$here}
convstep=${CONVSTEP:-convstep}

record() { "$convstep" record "$@" --force; }
record cs231n --keys "$here/lesson.keys" -o "$out/lesson.gif"
record cs231n --to 0,0,1 -o "$out/walk.svg"
record digits --view network --size 110x30 --at softmax1:0 -o "$out/network.png"
