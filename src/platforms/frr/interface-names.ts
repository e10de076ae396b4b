/** Words that mean something else behind `show interface`. */
const keywords = new Set(['brief', 'description', 'vrf', 'json', 'nexthop-group', 'all']);

/** Whether `text` may be the name of an interface: the kernel takes more characters than anybody puts into one. */
export function isPrintedName(text: string): boolean {
  return /^[A-Za-z0-9_][\w.@+~-]{0,19}$/.test(text);
}

/** The name as the Linux kernel has it, at most 15 characters; there is no short form. Null when it is none. */
export function frrInterfaceName(text: string): string | null {
  const wellFormed = /^[A-Za-z][A-Za-z0-9_-]{0,14}$|^(?=.{3,15}$)[A-Za-z][A-Za-z0-9_-]{0,11}\.\d{1,7}$/.test(text);
  return wellFormed && !text.includes('--') && !keywords.has(text) ? text : null;
}
