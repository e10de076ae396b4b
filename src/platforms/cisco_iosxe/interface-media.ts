import type { InterfaceDetailRecord } from '../../domain/interface-records.ts';

const negotiated =
  /^(?:(Full|Half|Auto|Unknown)[- ]?duplex|Unknown)(?:,| \((?:full|half)\),?) ?(?:auto[- ]speed|unknown(?: speed)?|(\d{1,6}(?:\.5)?) ?([MG])b(?:\/s|ps))(?:,| |$)/i;

/** `Full-duplex, 1000Mb/s, media type is 10/100/1000BaseTX`, `Full Duplex, 10000Mbps, link type is auto, media type is SFP-SR`, `Full-duplex, 100Mb/s, 100BaseTX/FX`. */
export function readMedia(record: InterfaceDetailRecord, line: string): boolean {
  const match = negotiated.exec(line);
  if (!match) return false;
  const duplex = match[1]?.toLowerCase() ?? 'unknown';
  record.duplex = duplex === 'unknown' ? null : duplex;
  if (match[2] !== undefined) record.speedBitsPerSecond = Number(match[2]) * (/^g$/i.test(match[3] ?? '') ? 1e9 : 1e6);
  const type =
    (/, media type is (.{1,80}?)(?:, |$)/.exec(line) ?? /, (\d{2,6}Base\w[\w/-]{0,20})$/.exec(line))?.[1]?.trim() ??
    null;
  record.mediaType = type === null || /^(?:unknown|unknown media type|N\/A)$/i.test(type) ? null : type;
  return true;
}
