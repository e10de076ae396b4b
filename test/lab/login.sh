#!/bin/sh
# Forced command of both logins: the CLI of the router, never a shell.
#   login.sh read|write
export PATH=/usr/sbin:/usr/bin:/sbin:/bin
# Pagers have a way to a shell.
export VTYSH_PAGER=cat
# FRR keeps BFD from a user's vtysh; the read login may look all the same. Each line is a command of vtysh's own.
case "$1 $SSH_ORIGINAL_COMMAND" in
  *'
'*) ;;
  'read show bfd '*) exec vtysh -c "$SSH_ORIGINAL_COMMAND" ;;
esac
[ "$1" = read ] && set -- -u || set --
[ -n "${SSH_ORIGINAL_COMMAND-}" ] && exec vtysh "$@" -c "$SSH_ORIGINAL_COMMAND"
exec vtysh "$@"
