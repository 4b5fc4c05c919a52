# Sourced by ./quickstart and ./check: need COMMAND=PACKAGE … installs the Debian packages whose command is missing.

need() {
  local missing=() pair
  for pair in "$@"; do
    command -v "${pair%%=*}" >/dev/null 2>&1 || missing+=("${pair#*=}")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null 2>&1 || {
      echo "These packages are missing: ${missing[*]}. Install them as root, or install sudo." >&2
      return 1
    }
    as_root=(sudo)
  fi
  command -v apt-get >/dev/null 2>&1 || {
    echo "These programs are missing: ${missing[*]}. This system has no apt-get: install them by hand." >&2
    return 1
  }
  echo "Installing: ${missing[*]}"
  local log
  log=$(mktemp)
  if ! { "${as_root[@]}" apt-get update && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    echo "The packages could not be installed; the whole output is in $log." >&2
    return 1
  fi
  rm -f "$log"
}

# Checks for a JDK of at least 17 where JAVA_HOME or the PATH say, and installs the distribution's own if there is none.
need_jdk() {
  if [ -n "${JAVA_HOME:-}" ]; then
    [ -x "$JAVA_HOME/bin/javac" ] || { echo "JAVA_HOME=$JAVA_HOME holds no JDK (no bin/javac)." >&2; return 1; }
  else
    need javac=default-jdk-headless
  fi
  local javac=${JAVA_HOME:+$JAVA_HOME/bin/}javac version
  version=$("$javac" -version 2>&1 | sed -E 's/^javac ([0-9]+).*/\1/')
  [ "$version" -ge 17 ] || { echo "JDK 17 or newer is needed, this one is $version: $javac" >&2; return 1; }
}
