# shellcheck shell=bash

trellis_bench() {
  use_jdk
  [ -x bench/run ] || fail "bench/run is missing"
  build
  exec bench/run "$@"
}
