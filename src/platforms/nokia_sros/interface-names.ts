/** Words of the command line that may stand where a name stands. */
const reserved = new Set(
  'all json vrf detail summary optical description statistics associations ethernet port lag router base management'.split(
    ' ',
  ),
);

const port =
  /^(?:(?:esat-|pxc-|fpe-)?\d{1,3}(?:\/x?\d{1,3}){0,2}\/(?:x\d{1,2}\/)?(?:[cm]\d{1,3}(?:\/u?\d{1,3})?|u?\d{1,3})|[AB]\/(?:\d{1,2}|gnss)|lag-\d{1,4}|pxc-\d{1,3}\.[ab]|esat-\d{1,3}\/\d{1,2}\/u?\d{1,3})$/;
const named = /^[A-Za-z][\w./:-]{0,31}$/;

/**
 * Full canonical name, or null when the text is no interface name of this platform: a port (1/1/1, 1/1/c1/1, A/1,
 * esat-1/1/u1), a LAG (lag-1), or the name that somebody gave to a router interface.
 */
export function srosInterfaceName(text: string): string | null {
  if (isPort(text)) return text;
  return named.test(text) && !text.includes('--') && !reserved.has(text.toLowerCase()) ? text : null;
}

/** True for a port, a connector or a LAG; false for a router interface. */
export function isPort(text: string): boolean {
  return text.length <= 24 && port.test(text);
}

/** True for a port of a service module (2/1/nat-in-ip), which has no medium and no MTU. */
export function isVirtualPort(text: string): boolean {
  return text.length <= 24 && /^\d{1,2}\/\d{1,2}\/[a-z][a-z0-9]{1,8}(?:-[a-z0-9]{1,8}){1,3}$/.test(text);
}

const channel =
  /^(?:\d{1,2}\/\d{1,2}\/\d{1,3}|aps-\d{1,3})(?:\.(?:(?:sts|tug|tu|vt|ds|e)\d{1,3}(?:-\d{1,2})?|\d{1,3})){1,5}$/;
const bundle = /^(?:bundle-(?:ppp|ima|fr)-\d{1,2}\/\d{1,2}\.\d{1,3}|bpgrp-(?:ppp|ima)-\d{1,4}|aps-\d{1,3})$/;

/** True for a channel of a SONET, SDH or TDM port (1/2/1.1, 1/3/1.sts3-1) and for several of them together (bundle-ppp-1/1.1, aps-1). */
export function isChannel(text: string): boolean {
  return text.length <= 24 && (channel.test(text) || bundle.test(text));
}

/** True for a connector (1/1/c1), which holds ports and carries nothing itself. */
export function isConnector(text: string): boolean {
  return isPort(text) && /\/c\d{1,3}$/.test(text);
}
