# Sourced by test.sh: what a test run's .trx files say. Visual Studio's result files have one line a test, with its name, time and outcome.

# results FOLDER: outcome, seconds and name of every test, a tab between them.
results() {
  find "$1" -name '*.trx' -exec cat {} + | awk '
    function attribute(name,  found) {
      if (!match($0, " " name "=\"[^\"]*\"")) return ""
      found = substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4)
      gsub(/&quot;/, "\"", found); gsub(/&lt;/, "<", found); gsub(/&gt;/, ">", found); gsub(/&amp;/, "\\&", found)
      return found
    }
    /<UnitTestResult / {
      seconds = 0
      if (split(attribute("duration"), part, ":") == 3) seconds = part[1] * 3600 + part[2] * 60 + part[3]
      printf "%s\t%.3f\t%s\n", attribute("outcome"), seconds, attribute("testName")
    }'
}

# count_results: the results on standard input as "PASSED FAILED SKIPPED".
count_results() {
  awk -F'\t' '
    $1 == "Passed" { passed++ }
    $1 == "NotExecuted" { skipped++ }
    $1 != "Passed" && $1 != "NotExecuted" { failed++ }
    END { print passed + 0, failed + 0, skipped + 0 }'
}

# tell_slowest N: of the results on standard input the slowest, and what each assembly took.
tell_slowest() {
  local all
  all=$(sort -t "$(printf '\t')" -k2,2nr)
  echo "The $1 slowest tests:"
  head -n "$1" <<<"$all" | awk -F'\t' '{ printf "%9.1f s  %s\n", $2, substr($3, 1, 150) }'
  echo "Each assembly's tests, their times added up:"
  awk -F'\t' '
    { split($3, part, "."); assembly = part[1] "." part[2] "." part[3]; seconds[assembly] += $2; tests[assembly]++ }
    END { for (assembly in tests) printf "%9.1f s  %s, %d tests\n", seconds[assembly], assembly, tests[assembly] }' <<<"$all" | sort -rn
}

# slow_classes SECONDS: of the results on standard input the slowest test classes, so many that the tests of the others take the seconds together.
slow_classes() {
  echo "# The slowest test classes, which ./test.sh fast leaves out: without them the tests' times add up to $1 s. Written by ./test.sh slow."
  awk -F'\t' '
    { class = $3; sub(/\(.*/, "", class); sub(/\.[^.]*$/, "", class); seconds[class] += $2 }
    END { for (class in seconds) printf "%.3f\t%s\n", seconds[class], class }' |
    sort -n | awk -F'\t' -v limit="$1" '{ sum += $1 } sum > limit { print $2 }' | sort
}
