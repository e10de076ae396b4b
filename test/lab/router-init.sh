#!/bin/bash
# PID 1 of one router, in a network, mount, UTS and PID namespace of its own:
#   router-init.sh NAME FOLDER
# Says "pid N" first (as the machine counts), then "ready" or "failed: why". Its death ends everything in the router.
set -u
name=$1 folder=$2
fail() { echo "failed: $*"; exit 1; }

# /proc is still the machine's own here.
read -ra stat < /proc/self/stat
echo "pid ${stat[0]}"
echo "$name" > /proc/sys/kernel/hostname

mount -t tmpfs -o mode=755 tmpfs /mnt || fail 'mount /mnt'
mkdir /mnt/router
mount --bind "$folder" /mnt/router || fail 'mount the folder of the router'
mount --bind /mnt/router/etc /etc || fail 'mount /etc'
mount --bind /mnt/router/log /var/log || fail 'mount /var/log'
for place in /run /home /root; do mount -t tmpfs -o mode=755 tmpfs $place || fail "mount $place"; done
for place in /tmp /var/tmp; do mount -t tmpfs -o mode=1777 tmpfs $place || fail "mount $place"; done
mount -t proc proc /proc || fail 'mount /proc'
mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts /dev/pts || fail 'mount /dev/pts'
mkdir /run/sshd /run/frr && chown frr:frr /run/frr || fail 'folders in /run'

set_kernel() { echo "$2" > "/proc/sys/net/ipv4/$1" || fail "net.ipv4.$1"; }
set_kernel ip_forward 1
set_kernel conf/all/rp_filter 0
set_kernel conf/default/rp_filter 0
# A route over a cut cable is not used, so that the other way is.
set_kernel conf/all/ignore_routes_with_linkdown 1
set_kernel conf/default/ignore_routes_with_linkdown 1
# Every hop answers every probe of a traceroute, and nobody needs rights to ping.
set_kernel icmp_ratelimit 0
set_kernel ping_group_range '0 2147483647'
ip link set lo up || fail 'lo up'

# zebra first and alone: a daemon that does not find it tries again only after ten seconds.
for daemon in zebra $(cat /etc/frr/started); do
  /usr/lib/frr/$daemon -d -P 0 >> /var/log/start.log 2>&1 || fail "$daemon did not start: $(tail -n 1 /var/log/start.log)"
done
vtysh -b >> /var/log/start.log 2>&1 || fail "the configuration was refused: $(tail -n 3 /var/log/start.log)"
echo ready

# Children of sessions that ended end here; bash reaps them.
while :; do sleep 3600 & wait $!; done
