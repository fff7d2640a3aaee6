# Sourced by test.sh: recognisers that remember, for as long as one test run lasts.
#
# Much of what the tests wait for is PocketSphinx, over and over on the same few recordings. What it answers depends on its arguments and on
# the files that they name and on nothing else, so each question is asked once: programs of the same names stand before the real ones on the
# PATH, look up the answer by a hash of all that it depends on, and only run the real program where there is none. The crash tests take them
# off the PATH again: there the kills are to find the real program at work.

# remember FOLDER PROGRAM...  makes them in FOLDER and puts it first on the PATH; TIMBRE_TEST_PROGRAMS says where they are.
remember() {
  local folder=$1 program real
  shift
  mkdir -p "$folder/programs" "$folder/answers"
  for program in "$@"; do
    real=$(type -P "$program") || refuse "$program is not installed."
    {
      printf '#!/bin/bash\nreal=%q answers=%q\n' "$real" "$folder/answers"
      cat "$(dirname "${BASH_SOURCE[0]}")/remembering.sh"
    } >"$folder/programs/$program"
    chmod 755 "$folder/programs/$program"
  done
  export TIMBRE_TEST_PROGRAMS=$folder/programs PATH=$folder/programs:$PATH
}
