#!/usr/bin/env bash
# models/lts: trains the letter-to-sound model on the CMU dictionary (Debian's festlex-cmu) and prints its figures. Two minutes.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
. scripts/need.sh

need_dotnet
need_packages run
dotnet build -c Release -v quiet --nologo training/Timbre.Training >&2
dotnet training/Timbre.Training/bin/Release/net10.0/Timbre.Training.dll lts "${1:-models/lts/english.lts}" "${@:2}"
