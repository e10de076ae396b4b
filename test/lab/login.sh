#!/bin/sh
# Forced command of both logins: the CLI of the router, never a shell.
#   login.sh read|write
export PATH=/usr/sbin:/usr/bin:/sbin:/bin
# Pagers have a way to a shell.
export VTYSH_PAGER=cat
[ "$1" = read ] && set -- -u || set --
[ -n "${SSH_ORIGINAL_COMMAND-}" ] && exec vtysh "$@" -c "$SSH_ORIGINAL_COMMAND"
exec vtysh "$@"
