const kinds =
  /^(?:ethernet-\d{1,2}\/(?:[a-z]\d?\/)?\d{1,3}(?:\/\d{1,2})?|mgmt0(?:-standby)?|lag\d{1,4}|lo\d{1,3}|system0|irb\d{1,3}|vxlan\d{1,3}|lif-[a-z0-9]{1,16}-\d{1,3}|vhn-[a-z0-9]{1,16}(?:-\d{1,3})?|enp\d{1,3}s\d{1,3}f\d{1,2})(?:\.\d{1,5})?$/;

/** Full canonical name, or null when the text is no interface name of this platform. `e1-1`, `e1/1` and `eth-1/1` are short for ethernet-1/1. */
export function srlInterfaceName(text: string): string | null {
  if (text.length > 64) return null;
  const short = /^(?:e|eth|ethernet)-?(\d{1,2})[/-](\d{1,3}(?:[/-]\d{1,2})?)(\.\d{1,5})?$/i.exec(text);
  const name = short
    ? `ethernet-${short[1]}/${(short[2] ?? '').replace('-', '/')}${short[3] ?? ''}`
    : text.toLowerCase();
  return kinds.test(name) && (short !== null || name === text) ? name : null;
}
