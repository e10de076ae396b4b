import type { InterfaceDetailRecord } from '../../domain/interface-records.ts';

const negotiated =
  /^(?:(Full|Half|Auto|Unknown)[- ]?duplex|Unknown)(?: mode(?=, link type is )|(?: mode)?(?:,| \((full|half)\),?) ?(?:auto[- ]speed(?: \((\d{1,6})\))?(?= ?(?:,|$))|unknown(?: speed)?|(\d{1,6}(?:\.5)?) ?([MG])b(?:\/s|ps)))(?:,| |$)/i;

/** `Full-duplex, 1000Mb/s, media type is 10/100/1000BaseTX`, `Full Duplex, 10000Mbps, link type is auto, media type is SFP-SR`, `Full-duplex, 100Mb/s, 100BaseTX/FX`, `Auto-duplex (Full), Auto Speed (100), 100BaseTX/FX`, `Full-duplex mode, link type is autonegotiation, media type is SX`. */
export function readMedia(record: InterfaceDetailRecord, line: string): boolean {
  const match = negotiated.exec(line);
  // The kind behind a label of which one word is bent.
  if (!match || /, (?:media (?!type)\w+|(?!media|link)\w+ type) is |, media type (?!is(?: |$))/.test(line))
    return false;
  const [, set, agreed, agreedSpeed, speed, unit = ''] = match;
  const duplex = (agreed ?? set ?? 'unknown').toLowerCase();
  record.duplex = duplex === 'unknown' ? null : duplex;
  if (speed !== undefined) record.speedBitsPerSecond = Number(speed) * (/^g$/i.test(unit) ? 1e9 : 1e6);
  else if (agreedSpeed !== undefined) record.speedBitsPerSecond = Number(agreedSpeed) * 1e6;
  const type =
    (/, media type is (.{1,80}?)(?:, |$)/.exec(line) ?? /, (\d{2,6}Base\w[\w/-]{0,20})$/.exec(line))?.[1]?.trim() ??
    null;
  record.mediaType = type === null || /^(?:unknown|unknown media type|N\/A)$/i.test(type) ? null : type;
  return true;
}

/** `Fec is cl108`: the clause of IEEE 802.3 that holds the code. */
export function readFec(record: InterfaceDetailRecord, line: string): boolean {
  const code = /^Fec is (auto|off|cl\d{2,3})$/.exec(line)?.[1];
  if (code !== undefined) record.fec = code;
  return code !== undefined;
}
