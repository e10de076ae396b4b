const shapes = [
  /^[a-z]{2,4}-\d{1,3}\/\d{1,3}\/\d{1,3}(?::\d{1,2})?(?:\.\d{1,7})?$/,
  /^(?:ae|irb|lo|em|fxp|me|vlan)\d{0,4}(?:\.\d{1,7})?$/,
  // Redundant and fabric ports of clusters, tunnels, and the management port of a virtual chassis.
  /^(?:reth|fab|swfab|st|fti|pp|bme|demux|rlsq)\d{1,4}(?:\.\d{1,10})?$|^(?:vme|lsi|vtep)(?:\.\d{1,10})?$/,
  // The management ports of Evolved.
  /^re\d:mgmt-\d(?:\.\d{1,7})?$/,
];

/** Junos has no short forms: the name is canonical as it stands, or it is none. */
export function junosInterfaceName(text: string): string | null {
  return text.length <= 64 && shapes.some((shape) => shape.test(text)) ? text : null;
}
