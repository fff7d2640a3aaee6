#!/usr/bin/env bash
# models/homographs: trains the homograph model and prints its figures by word. train.sh SENTENCES [OUT]; a minute.
set -euo pipefail
sentences=$(readlink -f "$1")
cd "$(dirname "$(readlink -f "$0")")/../.."
. scripts/need.sh

need_dotnet
need_packages run
dotnet build -c Release -v quiet --nologo training/Timbre.Training >&2
dotnet training/Timbre.Training/bin/Release/net10.0/Timbre.Training.dll homographs \
  "$sentences" training/homographs "${2:-models/homographs/english.homographs}"
