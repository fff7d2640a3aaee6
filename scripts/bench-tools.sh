# Sourced by bench/NAME.sh, after bench-head.sh: npm packages, work folders, and the evaluation models of ../shared/judge.

# need_node NAME@VERSION...  installs npm packages into .artifacts/node; nothing is done when they are there.
need_node() {
  local package
  mkdir -p .artifacts/node
  for package in "$@"; do
    [ -d ".artifacts/node/node_modules/${package%@*}" ] ||
      npm install --prefix .artifacts/node --silent --no-audit --no-fund --ignore-scripts --omit=optional "$package" >&2 ||
      { echo "npm could not install $package; its last words stand above." >&2; exit 1; }
  done
}

# The processor's build of Whisper alone: the builds for graphics cards are optional packages of hundreds of MB.
need_whisper() {
  need_node @fugood/whisper.node@1.1.3 "@fugood/node-whisper-linux-$(node -p process.arch)@1.1.3"
}

# work_folder NAME...  the folder for what a run makes on its way; a run of the same commit, changes and weights has the same, so one that
# was interrupted goes on.
work_folder() {
  local state folder
  # shellcheck disable=SC2154 # the script that sources this declares them
  state=$({ echo "$*"; git rev-parse HEAD; git diff HEAD -- . ':!bench/results'; sha256sum "${weights[@]}"; } | sha256sum)
  folder=$PWD/.artifacts/bench/$1-${state:0:12}
  mkdir -p "$folder"
  echo "$folder"
}

# judges table|differences ...  what bench/judges.py prints.
judges() {
  OMP_NUM_THREADS=2 PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 bench/judges.py "$@"
}
