# shellcheck shell=bash

# The program itself checks, beside one that serves or alone.
trellis_audit() {
  [ "${1:-}" = verify ] || fail "Usage: ./trellis audit verify [TENANT…]"
  use_jdk
  build
  run_program audit "$@"
}
