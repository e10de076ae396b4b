import { incomplete, settle } from './parsed.ts';
import type { Parsed } from './platform.ts';

/**
 * The answers to several lines as one: what a feature refuses does not spoil the answers to the others, a part that is
 * cut or not understood shows in the whole.
 */
export function several<R>(parts: readonly Parsed<R>[]): Parsed<R> {
  const answered = parts.filter(({ outcome }) => outcome !== 'rejected');
  const [only] = answered.length > 0 ? answered : parts;
  if (!only) return incomplete([], 'the device printed nothing');
  if (answered.length < 2) return only;
  const records = answered.flatMap((part) => part.records);
  const unparsed = answered.flatMap((part) => part.unparsed);
  const cut = answered.find(({ outcome }) => outcome === 'incomplete');
  return settle({ records, unparsed, ...(cut ? { incomplete: cut.error ?? 'a part of the answer was cut off' } : {}) });
}
