import type { BgpRouteRecord } from '../../domain/routing-records.ts';

/** `Origin IGP, metric 20, localpref 150, valid, external, best`; false for another form. */
export function readBgpAttributes(record: BgpRouteRecord, line: string): boolean {
  const [stated = '', ...words] = line.split(', ');
  const origin = /^Origin (IGP|EGP|incomplete)$/.exec(stated)?.[1];
  const figures: Record<string, number> = {};
  for (const word of words) {
    const [, name = '', figure] = /^(metric|localpref|weight)\b ?(.*)$/.exec(word) ?? [];
    if (name !== '' && /^\d{1,10}$/.test(figure ?? '')) figures[name] = Number(figure);
    else if (/^(?:metric|localpref|weight)|[,\d]$/.test(word) && !endsInFigure.test(word)) return false;
  }
  if (origin === undefined) return false;
  // What nobody knows may be the bent word that would stand for one of the two.
  if (!(words.includes('valid') && words.includes('best')) && words.some(isUnknown)) return false;
  record.origin = origin.toLowerCase() as BgpRouteRecord['origin'];
  record.med = figures['metric'] ?? null;
  record.localPreference = figures['localpref'] ?? null;
  record.valid = words.includes('valid');
  record.best = words.includes('best');
  return true;
}

const states =
  /^(?:valid|best|best2|best-external|sourced|local|internal|external|internal-and-external|confed-internal|confed-external|aggregated|atomic-aggregate|redistributed|synchronized|not synchronized|multipath(?: ?\([a-z ]{2,20}\))?|backup\/repair|backup|additional-path|all|group-best|import-candidate|damped|history|suppressed|stale|inaccessible|rib-failure|ref \d{1,6}|dampinfo [\w ]{1,40})$/i;

/** A word that is neither a state nor a figure. */
function isUnknown(word: string): boolean {
  return !(states.test(word) || /^(?:metric|localpref|weight|aigp[- ]metric) \d/i.test(word));
}

/** The other words behind which a figure may stand. */
const endsInFigure = /^(?:aigp[- ]metric \d{1,20}|ref \d{1,6}|best2)$/i;
