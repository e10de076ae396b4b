const tag = /^(?:\d{1,4}|any|optional|N\/A)$/;
const tagType = /^(?:Interface-TPID|TPID_\w{1,10}|0x[\dA-Fa-f]{4}|N\/A)$/;

/** Values of `show interface * detail` that are not read, and the form that they have. */
export const otherValues: Readonly<Record<string, RegExp>> = {
  'Flow control': /^Rx is (?:enabled|disabled|not supported)(?:, Tx is (?:enabled|disabled|not supported))?$/,
  'Loopback mode': /^(?:true|false|None|none|facility|terminal)$/,
  'MAC address': /^(?:[\dA-F]{2}:){5}[\dA-F]{2}$/,
  'Auto-negotiation': /^(?:true|false|N\/A)$/,
  'VLAN tagging': /^(?:true|false)$/,
  'VLAN TPID': /^(?:TPID_\w{1,10}|0x[\dA-Fa-f]{4}|None)$/,
  Queues: /^\d{1,3} output queues supported, \d{1,3} used since the last clear$/,
  'Breakout mode': /^(?:true|false)$/,
  'MAC-SWAP': /^(?:yes|no)$/,
  'Vlan Stack Action': /^(?:(?:PUSH|POP|SWAP)(?:-(?:PUSH|POP|SWAP))?|PRESERVE|N\/A)$/,
  'Outer vlan-id': tag,
  'Outer TPID': tagType,
  'Inner vlan-id': tag,
  'Inner TPID': tagType,
  'MAC duplication action': /^\S{1,40}$/,
  Encapsulation: /^\w[\w ,-]{0,60}$/,
  Type: /^[\w-]{2,20}$/,
};

/** Those that stand below `Ingress Mapping:` and again below `Egress Mapping:`. */
export const mappingValues = ['Vlan Stack Action', 'Outer vlan-id', 'Outer TPID', 'Inner vlan-id', 'Inner TPID'];
