# shellcheck shell=bash
# Looks at the machine, changes nothing. Each line says what is, and where it falls short what to do.

DOCTOR_BAD=0

trellis_doctor() {
  check_jdk
  check_node
  check_download
  check_data
  check_port
  check_memory
  check_postgres_user
  check_database
  check_locale
  check_chromium
  say ""
  if [ "$DOCTOR_BAD" -gt 0 ]; then
    say "$DOCTOR_BAD to mend before ./trellis start can work."
    return 1
  fi
  say "Nothing stands in the way of ./trellis start."
}

good() { printf '  ok    %s\n' "$*"; }
note() { printf '  note  %s\n' "$*"; }
bad() {
  printf '  BAD   %s\n' "$*"
  DOCTOR_BAD=$((DOCTOR_BAD + 1))
}

check_jdk() {
  local jdk
  if jdk="$(find_jdk)"; then
    good "JDK $(java_version_of "$jdk") at $jdk"
  else
    bad "no JDK $NEEDED_JAVA or newer. Install one (https://adoptium.net) or set JAVA_HOME to it"
  fi
}

check_node() {
  local version
  if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    bad "Node.js with npm is missing (builds the interface). Install Node 20.19 or newer"
    return
  fi
  version="$(node -p 'const [major, minor] = process.versions.node.split(".").map(Number); Number(major > 20 || (major === 20 && minor >= 19))')"
  if [ "$version" = 1 ]; then
    good "Node $(node --version), npm $(npm --version 2>/dev/null)"
  else
    bad "Node $(node --version) is too old. Install 20.19 or newer"
  fi
}

check_download() {
  if command -v curl >/dev/null || command -v wget >/dev/null; then
    good "curl or wget (fetches Maven at the first build)"
  elif [ -d "${HOME:-/}/.m2/wrapper/dists" ]; then
    good "Maven is already fetched"
  else
    bad "neither curl nor wget to fetch Maven with. Install one of them"
  fi
}

check_data() {
  local folder="$TRELLIS_DATA" free
  while [ ! -e "$folder" ]; do folder="$(dirname "$folder")"; done
  if [ ! -d "$folder" ] || ! touch "$folder/.trellis-doctor" 2>/dev/null; then
    bad "the data folder $TRELLIS_DATA cannot be written. Give this user the right to write there, or set TRELLIS_DATA to another folder"
    return
  fi
  rm -f "$folder/.trellis-doctor"
  free=$(($(df -Pk "$folder" | awk 'NR == 2 { print $4 }') / 1024))
  if [ "$free" -lt 256 ]; then
    bad "the disk of $TRELLIS_DATA has $free MB left, 256 MB are needed. Free some, or set TRELLIS_DATA to another disk"
  elif [ "$free" -lt 3072 ]; then
    note "the disk of $TRELLIS_DATA has $free MB left; a first build and some data want 3 GB"
  else
    good "data folder $TRELLIS_DATA is writable, $((free / 1024)) GB free"
  fi
}

check_port() {
  local port="${TRELLIS_PORT:-8080}" pid
  if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
    good "port $port is free"
    return
  fi
  pid="$(cat "$TRELLIS_DATA/trellis.lock" 2>/dev/null || true)"
  if [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null; then
    note "port $port is taken; a Trellis (process $pid) runs on this data. ./trellis stop ends it"
  else
    bad "port $port is taken by another program. Stop it, or set TRELLIS_PORT to a free port"
  fi
}

check_memory() {
  local megabytes
  if [ -r /proc/meminfo ]; then
    megabytes=$(($(awk '/^MemAvailable:/ { print $2 }' /proc/meminfo) / 1024))
  elif command -v sysctl >/dev/null; then
    megabytes=$(($(sysctl -n hw.memsize 2>/dev/null || echo 0) / 1024 / 1024))
  else
    return 0
  fi
  if [ "$megabytes" -lt 1024 ]; then
    bad "only $megabytes MB of memory available; Trellis and PostgreSQL want 1 GB, a build 2 GB. End other programs"
  else
    good "$megabytes MB of memory available"
  fi
}

# PostgreSQL refuses root; these are the ways around it, in the order the program tries them.
check_postgres_user() {
  [ -z "${TRELLIS_DATABASE_URL:-}" ] || return 0
  if [ "$(uname -s)" != Linux ]; then
    if [ "$(id -u)" -eq 0 ]; then
      bad "PostgreSQL does not run as root here. Start Trellis as an ordinary user"
    else
      note "without Linux' parent-death signal a killed Trellis leaves PostgreSQL behind until the next start"
    fi
    return 0
  fi
  if ! setpriv --pdeathsig=INT true 2>/dev/null; then
    if [ "$(id -u)" -eq 0 ]; then
      bad "setpriv is missing (PostgreSQL refuses root). Install util-linux 2.34 or newer, or start as an ordinary user"
    else
      note "setpriv is missing: a killed Trellis leaves PostgreSQL behind until the next start. Install util-linux 2.34 or newer"
    fi
  elif [ "$(id -u)" -ne 0 ]; then
    good "PostgreSQL runs as this user and ends with Trellis"
  elif unshare -U setpriv --pdeathsig=INT --no-new-privs true 2>/dev/null; then
    good "PostgreSQL runs unprivileged in a user namespace of its own"
  elif setpriv --reuid=65534 --regid=65534 --clear-groups true 2>/dev/null; then
    note "no user namespaces here: PostgreSQL runs as user 65534, who must be able to reach $TRELLIS_DATA"
  else
    bad "root can neither make user namespaces nor change user here. Start as an ordinary user, or set TRELLIS_DATABASE_URL"
  fi
}

check_database() {
  [ -n "${TRELLIS_DATABASE_URL:-}" ] || return 0
  local place host port
  place="${TRELLIS_DATABASE_URL#*://}"
  place="${place##*@}"
  place="${place%%/*}"
  host="${place%%:*}"
  port=5432
  case "$place" in *:*) port="${place##*:}" ;; esac
  if (exec 3<>"/dev/tcp/$host/$port") 2>/dev/null; then
    good "something answers at $host:$port (TRELLIS_DATABASE_URL)"
  else
    bad "nothing answers at $host:$port (TRELLIS_DATABASE_URL). Start that server or correct the URL"
  fi
}

check_locale() {
  case "${LC_ALL:-${LC_CTYPE:-${LANG:-}}}" in
    *UTF-8* | *utf8* | *UTF8* | *utf-8*) good "the terminal's character set is UTF-8" ;;
    *) note "the terminal's character set is not UTF-8: messages in Chinese may look wrong here (export LC_ALL=C.UTF-8). Data is not affected" ;;
  esac
}

check_chromium() {
  local path
  if path="$(chromium_path)"; then
    good "browser for the tests at $path"
  else
    note "no Chromium for the browser journeys of ./trellis test. Install chromium, or set CHROMIUM to its path"
  fi
}
