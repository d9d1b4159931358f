# shellcheck shell=bash

trellis_start() {
  local argument demo=no port="${TRELLIS_PORT:-8080}"
  for argument in "$@"; do
    case "$argument" in
      --demo) demo=yes ;;
      *) fail "start knows no '$argument'. Usage: ./trellis start [--demo]" ;;
    esac
  done
  use_jdk
  build
  say "Starting Trellis …"
  train_when_ready "$port"
  [ "$demo" = no ] || load_demo_when_ready "$port"
  run_program
}

# Through the public API like any other client, while the program serves.
load_demo_when_ready() {
  need_node
  (
    (
      trap '' INT HUP
      wait_for_port "$1" && node build/demo/load.mjs "http://${TRELLIS_HOST:-127.0.0.1}:$1" "$TRELLIS_DATA/demo.json"
    ) </dev/null &
  )
}
