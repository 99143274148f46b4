#!/bin/sh
# Makes the completions, the manual pages and the list of others' licences anew, beside this script or in the folder that is given.
set -eu
here=$(dirname "$0")
out=${1:-$here}
convstep=${CONVSTEP:-convstep}

mkdir -p "$out/completions"
"$convstep" completions bash > "$out/completions/convstep.bash"
"$convstep" completions zsh > "$out/completions/_convstep"
"$convstep" completions fish > "$out/completions/convstep.fish"
"$convstep" man --lang en > "$out/convstep.1"
"$convstep" man --lang zh > "$out/convstep.zh.1"
