import { canonicalIp } from '../domain/ip.ts';

const said = /^(?:Internet|Secondary|Internet secondary) address (?:is )?(\S+)/i;

/** A line that gives an address of an interface in a form that is none: left out silently, the list would look whole. */
export function isBentAddress(line: string): boolean {
  // Most lines do not begin with one of these letters.
  if (!'ISis'.includes(line[0] ?? ' ')) return false;
  const [, value = ''] = said.exec(line) ?? [];
  if (!/^[\d:]/.test(value)) return false;
  const [address = '', length = ''] = value.replace(/,$/, '').split('/');
  return canonicalIp(address) === null || !/^\d{1,3}$/.test(length);
}
