# shellcheck shell=bash

trellis_stop() {
  local lock="$TRELLIS_DATA/trellis.lock" pid waited=0
  pid="$(cat "$lock" 2>/dev/null || true)"
  if [ -z "$pid" ] || ! is_trellis "$pid"; then
    say "No Trellis runs on $TRELLIS_DATA."
    return 0
  fi
  kill -TERM "$pid"
  while kill -0 "$pid" 2>/dev/null; do
    [ "$waited" -lt 400 ] || fail "process $pid does not end; kill -9 $pid is safe, the data recovers at the next start"
    waited=$((waited + 1))
    sleep 0.1
  done
  say "Stopped."
}

# The pid in the file may have gone to another program since.
is_trellis() {
  ps -o command= -p "$1" 2>/dev/null | grep -q 'quarkus-run\.jar'
}
