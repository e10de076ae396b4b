/** `10Gbps`, `1000mbps`, and `100m` of old management ports; Unspecified, Auto and Unlimited are unknown. */
export function speedOf(text: string | null): number | null {
  const match = /^(\d{1,6}(?:\.\d{1,3})?)(k|m|g)(?:bps)?$/i.exec(text ?? '');
  if (!match || Number(match[1]) === 0) return null;
  return Number(match[1]) * { k: 1e3, m: 1e6, g: 1e9 }[(match[2] ?? '').toLowerCase() as 'k' | 'm' | 'g'];
}

export function duplexOf(text: string | null): string | null {
  return /^(full|half)-duplex$/i.exec(text ?? '')?.[1]?.toLowerCase() ?? null;
}

/** `FEC91` after the clause of IEEE 802.3; another word is unknown. */
export function fecOf(word: string | null): string | null {
  return /^(?:FEC\d{2,3}|none)$/i.test(word ?? '') ? word : null;
}
