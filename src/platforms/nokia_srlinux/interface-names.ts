/** Full canonical name, or null when the text is no interface name of this platform. */
export function srlInterfaceName(text: string): string | null {
  return /^[A-Za-z][A-Za-z0-9/:.-]{0,62}\d$/.test(text) ? text : null;
}
