# Sourced by training/*/train.sh, which set $here, the recipe's folder, before: what the recipes have in common.

. "$here/../../scripts/need.sh"

# begin OPTIONS ARGUMENTS ...  reads the arguments of a recipe, refuses what cannot be trained with, and goes to the repository's root. Every recipe takes
# --data and --out; OPTIONS names those of its own, and --noise is a folder. Each sets the variable of its name; what is left for train.py stands in more.
# Where the recipe has set index=sentences.jsonl, --data takes several folders, of packed speech: the first is in data, all are in folders.
index=utterances.tsv
begin() {
  local options="data out $1" option folder
  shift
  data='' noise='' out='' more=() folders=()
  while [ $# -gt 0 ]; do
    # What a recipe says of itself is the comment that it begins with.
    [ "$1" != --help ] || { sed -n '2,/^[^#]/s/^# \{0,1\}//p' "$here/train.sh" && exit; }
    for option in $options; do
      [ "$1" = "--$option" ] || continue
      [ $# -gt 1 ] || refuse "$1 wants a value."
      printf -v "$option" %s "$2"
      shift 2
      [ "$option" != data ] || folders=("$data")
      while [[ $option = data && $index = sentences.jsonl && $# -gt 0 && $1 != --* ]]; do
        folders+=("$1")
        shift
      done
      continue 2
    done
    more+=("$1")
    shift
  done
  for option in data noise out; do
    [ -z "${!option}" ] || printf -v "$option" %s "$(realpath -m "${!option}")"
  done
  for option in "${!folders[@]}"; do
    folders[option]=$(realpath -m "${folders[option]}")
  done
  cd "$here/../.."
  [ -n "$data" ] || refuse "--data is missing."
  for folder in "${folders[@]}"; do
    [ -e "$folder/$index" ] || refuse "there is no $index in $folder."
  done
  if [[ " $options " == *" noise "* ]]; then
    [ -n "$noise" ] || refuse "--noise is missing."
    [ -d "$noise" ] || refuse "there is no folder $noise."
  fi
  [ -n "$out" ] || refuse "--out is missing."
  case $out/ in "$PWD"/*) refuse "--out lies inside the repository; what training writes does not belong there." ;; esac
}

# on_threads N  lets Python compute on N threads, and .NET collect its garbage on none of its own.
on_threads() {
  threads=$1
  export OMP_NUM_THREADS=$threads OPENBLAS_NUM_THREADS=$threads DOTNET_gcServer=0 DOTNET_gcConcurrent=0
}

# Large tensors come and go at every step; giving their memory back each time costs a third of the time (0.95 s a step and not 0.57).
keep_memory() {
  export MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=100000000000 MALLOC_TOP_PAD_=500000000
}

# Refuses when another run works in --out; called once that is there.
lock_out() {
  exec 8>"$out/lock"
  flock -n 8 || refuse "another run works in $out."
}

# python NAME ...  runs a program of the recipe at the lowest priority.
python() { nice -n 19 /usr/bin/python3 "$here/$1.py" "${@:2}"; }
