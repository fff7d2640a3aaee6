# The body of a program that remember.sh makes; $real and $answers are set above it. Its environment is empty.
PATH=/usr/bin:/bin
set -u

# The question: the arguments, with the content of a file or folder in the place of its name. What is written (-ctm) has no content yet.
written='' question='' before=''
for argument in "$@"; do
  if [ "$before" = -ctm ]; then
    written=$argument argument=written
  elif [[ $argument == /usr/* ]]; then
    : # Debian's models do not change within a run
  elif [ -f "$argument" ]; then
    argument=$(sha256sum <"$argument")
  elif [ -d "$argument" ]; then
    argument=$(cd "$argument" && sha256sum -- *)
  elif [[ $argument == /* ]] && [ "$argument" != /dev/null ]; then
    exec "$real" "$@" # a file that it writes and that is not known here
  fi
  before=$argument question+=$argument$'\n'
done
case " $* " in
  *" -ctm "* | *" -infile "*) ;;
  *) exec "$real" "$@" ;;
esac
answer=$answers/$(printf '%s' "$real $question" | sha256sum | cut -d' ' -f1)

# Who asks the same at the same time waits for the answer. The real program does not hold the lock: it ends with this one.
exec 9>"$answer.lock"
flock 9
if [ ! -e "$answer" ]; then
  part=$(mktemp -d "$answer.XXXXXX") || exit 1
  # Whoever kills this program means the real one.
  setpriv --pdeathsig=KILL "$real" "$@" >"$part/said" 9>&-
  status=$?
  if [ "$status" -ne 0 ]; then
    cat "$part/said"
    rm -rf "$part"
    exit "$status"
  fi
  [ -z "$written" ] || cp "$written" "$part/written"
  mv -T "$part" "$answer"
fi
exec 9>&-
[ -z "$written" ] || cp "$answer/written" "$written"
cat "$answer/said"
