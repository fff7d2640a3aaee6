# Sourced by bench/NAME.sh: the head that each result has. tests/Timbre.Architecture.Tests/BenchResultsTests.cs reads it and compares the
# weights with those of today.

# result_head NAME [ARGUMENT...]  prints when, by which command, at which commit, on which machine and with which weights a result is
# measured. Call it before the measuring: the load is that of this moment. The script declares its files of weights before that, as
# weights=(FILE...).
result_head() {
  local commit changes cores memory processor load sdk file hash
  commit=$(git rev-parse --short=12 HEAD)
  changes=$(git status --porcelain -- . ':!bench/results')
  processor=$(awk -F': ' '/^model name/ { print $2; exit }' /proc/cpuinfo)
  cores=$(nproc --all)
  memory=$(awk '/^MemTotal/ { printf "%.0f", $2 / 1048576 }' /proc/meminfo)
  load=$(cut -d' ' -f1 /proc/loadavg)
  sdk=$(dotnet --version)
  echo "- Date: $(date -u +%F)"
  echo "- Command: \`./bench.sh $*\`"
  echo "- Commit: $commit${changes:+, with changes that are not committed}"
  echo "- Machine: $processor, $cores cores, $memory GiB, load $load when it started, .NET $sdk"
  # shellcheck disable=SC2154 # the script that sources this declares them
  for file in "${weights[@]}"; do
    hash=$(sha256sum "$file")
    echo "- Weights: \`$file\` ${hash:0:12}"
  done
}
