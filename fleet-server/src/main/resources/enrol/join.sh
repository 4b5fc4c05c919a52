#!/bin/sh
# Installs Socle's agent on this machine and lets it join @URL@.
#
#   … | sudo sh -s -- CODE
#
# Everything is fetched from that server, whose public key is known here. Needs Debian or Ubuntu, or any Linux with a Java
# runtime of version 17 or newer. May be run again; nothing that has joined is changed.
set -eu

[ $# -eq 1 ] || { echo "socle: the enrolment code is missing: … | sudo sh -s -- CODE" >&2; exit 2; }
[ "$(id -u)" -eq 0 ] || { echo "socle: run this as root (sudo)" >&2; exit 1; }

java_works() { command -v java >/dev/null && java -version 2>&1 | grep -Eq 'version "(1[7-9]|[2-9][0-9])'; }
missing=
java_works || missing="default-jre-headless"
command -v curl >/dev/null || missing="$missing curl"
command -v smartctl >/dev/null || missing="$missing smartmontools"
if [ -n "$missing" ] && command -v apt-get >/dev/null; then
    echo "socle: installing $missing"
    apt-get -q update >/dev/null
    # shellcheck disable=SC2086 # several packages are several words
    DEBIAN_FRONTEND=noninteractive apt-get -q -y install --no-install-recommends $missing >/dev/null
fi
java_works || { echo "socle: no Java runtime of version 17 or newer: install one, then run this again" >&2; exit 1; }

place=/usr/lib/socle-agent
fetch() { curl -fsSk --pinnedpubkey 'sha256//@PIN@' -o "$2" "@URL@/enrol/$1"; }
mkdir -p "$place"
fetch socle-agent.jar "$place/socle-agent.jar.part"
echo "@SHA256@  $place/socle-agent.jar.part" | sha256sum -c - >/dev/null || {
    echo "socle: the agent did not arrive whole; run this again" >&2
    exit 1
}
mv "$place/socle-agent.jar.part" "$place/socle-agent.jar"
fetch bin/socle-agent "$place/socle-agent"
fetch bin/socle-hwread "$place/socle-hwread"
chmod 755 "$place/socle-agent" "$place/socle-hwread"
ln -sf "$place/socle-agent" /usr/bin/socle-agent

# The agent runs as a user of its own, which may nothing but read what everybody may.
getent passwd socle-agent >/dev/null ||
    useradd --system --user-group --home-dir /var/lib/socle-agent --no-create-home --shell /usr/sbin/nologin socle-agent
# It asks the school's router for a sign of life: where nobody may ping without a right (Debian 12), its group may. Where the
# distribution lets everybody, that stays, also later: 50-default.conf comes after this.
range=/proc/sys/net/ipv4/ping_group_range
if [ "$(tr '\t' ' ' <$range)" = "1 0" ]; then
    group=$(id -g socle-agent)
    mkdir -p /etc/sysctl.d
    echo "net.ipv4.ping_group_range = $group $group" >/etc/sysctl.d/10-socle-agent.conf
    echo "$group $group" >$range || echo "socle: the agent may not ping before the next restart" >&2
fi
mkdir -p /var/lib/socle-agent /etc/socle
chmod 700 /var/lib/socle-agent
if [ -e /var/lib/socle-agent/identity/device.pem ]; then
    echo "socle: this machine has joined before"
else
    socle-agent enrol --unattended "@URL@" "$1"
fi
chown -R socle-agent:socle-agent /var/lib/socle-agent

if [ -d /run/systemd/system ]; then
    for unit in socle-agent.service socle-hwread.service socle-hwread.timer; do
        fetch "systemd/$unit" "/etc/systemd/system/$unit"
    done
    systemctl daemon-reload
    systemctl enable --now socle-hwread.timer
    systemctl start socle-hwread.service || echo "socle: what only root may read is missing; see: systemctl status socle-hwread" >&2
    systemctl enable --now socle-agent.service
    echo "socle: the agent runs; see: systemctl status socle-agent"
else
    mkdir -p /run/socle-hwread
    chgrp socle-agent /run/socle-hwread
    chmod 2750 /run/socle-hwread
    "$place/socle-hwread" || true
    setsid setpriv --reuid socle-agent --regid socle-agent --init-groups --no-new-privs \
        socle-agent run >/var/lib/socle-agent/agent.log 2>&1 </dev/null &
    echo "socle: the agent runs until the next restart (no systemd here); its log: /var/lib/socle-agent/agent.log"
fi
