const formats = new Map();

function format(date, zone, options) {
  const key = zone + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...options }));
  return formats.get(key).format(date);
}

export const timeOf = (ts, zone) => format(Number(ts) * 1000, zone, { hour: '2-digit', minute: '2-digit' });
export const dayOf = (ts, zone) => format(Number(ts) * 1000, zone, { weekday: 'long', day: 'numeric', month: 'long' });
export const fullTime = (ts, zone) => format(Number(ts) * 1000, zone, { dateStyle: 'full', timeStyle: 'long' });

/** Fills the tokens of Slack's `<!date^…>` for a reader's zone. */
export function formatDate(seconds, pattern, zone, nowMs) {
  const at = seconds * 1000;
  const days = (when) => format(when, zone, { year: 'numeric', month: '2-digit', day: '2-digit' });
  const pretty = (otherwise) => {
    if (days(at) === days(nowMs)) return 'today';
    if (days(at) === days(nowMs - 86_400_000)) return 'yesterday';
    if (days(at) === days(nowMs + 86_400_000)) return 'tomorrow';
    return otherwise;
  };
  const long = format(at, zone, { dateStyle: 'full' });
  const short = format(at, zone, { day: 'numeric', month: 'short', year: 'numeric' });
  const date = format(at, zone, { dateStyle: 'long' });
  const values = {
    date_num: format(at, zone, { year: 'numeric', month: '2-digit', day: '2-digit' }).split('/').reverse().join('-'),
    date,
    date_short: short,
    date_long: long,
    date_pretty: pretty(date),
    date_short_pretty: pretty(short),
    date_long_pretty: pretty(long),
    time: format(at, zone, { hour: '2-digit', minute: '2-digit' }),
    time_secs: format(at, zone, { hour: '2-digit', minute: '2-digit', second: '2-digit' }),
    ago: ago(at, nowMs),
  };
  return pattern.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

function ago(at, nowMs) {
  const minutes = Math.round((nowMs - at) / 60_000);
  const words = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  if (Math.abs(minutes) < 60) return words.format(-minutes, 'minute');
  if (Math.abs(minutes) < 1440) return words.format(-Math.round(minutes / 60), 'hour');
  return words.format(-Math.round(minutes / 1440), 'day');
}

/** `2026-11-23T03:02` on a wall clock in `zone`, as Unix seconds. */
export function toUnix(local, zone) {
  const asUtc = Date.parse(`${local}:00Z`);
  // Twice, because the first guess may fall on the other side of a change of summer time.
  const first = asUtc - offsetMs(asUtc, zone);
  return (asUtc - offsetMs(first, zone)) / 1000;
}

export function toLocal(seconds, zone) {
  return new Date(seconds * 1000 + offsetMs(seconds * 1000, zone)).toISOString().slice(0, 16);
}

function offsetMs(at, zone) {
  const shown = format(at, zone, {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const [day, month, year, hour, minute, second] = shown.match(/\d+/g).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}
