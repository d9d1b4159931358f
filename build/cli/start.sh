# shellcheck shell=bash

trellis_start() {
  local argument
  for argument in "$@"; do
    case "$argument" in
      --demo) export TRELLIS_DEMO=true ;;
      *) fail "start knows no '$argument'. Usage: ./trellis start [--demo]" ;;
    esac
  done
  use_jdk
  build
  say "Starting Trellis …"
  train_when_ready "${TRELLIS_PORT:-8080}"
  run_program
}
