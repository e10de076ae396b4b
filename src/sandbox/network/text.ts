/** Formats that several platforms share. Every time is UTC: the devices' clocks run on it. */

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Nov 23 03:02:11`, the BSD syslog stamp; the day is padded with a blank. */
export function syslogStamp(epochMs: number): string {
  const date = new Date(epochMs);
  return `${monthNames[date.getUTCMonth()]} ${String(date.getUTCDate()).padStart(2)} ${clockTime(epochMs)}`;
}

/** `03:02:11` */
export function clockTime(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(11, 19);
}

/** `2026-11-23 03:02:11` */
export function dateAndTime(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(0, 19).replace('T', ' ');
}

/** `00:04:05`, from a day on `2d03h04m`, from a week on `1w2d03h`: FRR's and EOS' uptime. */
export function routerUptime(seconds: number): string {
  const { weeks, days, hours, minutes, rest } = split(seconds);
  const two = (value: number) => String(value).padStart(2, '0');
  if (weeks > 0) return `${weeks}w${days}d${two(hours)}h`;
  if (days > 0) return `${days}d${two(hours)}h${two(minutes)}m`;
  return `${two(hours)}:${two(minutes)}:${two(rest)}`;
}

/** `4:05`, `1:04:05`, `3d 4:19:15`, `29w5d 22:42:36`: Junos' elapsed time. */
export function junosElapsed(seconds: number): string {
  const { weeks, days, hours, minutes, rest } = split(seconds);
  const two = (value: number) => String(value).padStart(2, '0');
  const clock =
    hours > 0 || days > 0 || weeks > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
  if (weeks > 0) return `${weeks}w${days}d ${clock}`;
  return days > 0 ? `${days}d ${clock}` : clock;
}

/** `0.123` */
export function milliseconds(value: number): string {
  return value.toFixed(3);
}

/** Loss as ping prints it: whole numbers stay whole. */
export function percent(value: number): string {
  return String(Number(value.toFixed(4)));
}

function split(seconds: number) {
  const whole = Math.max(0, Math.floor(seconds));
  return {
    weeks: Math.floor(whole / 604_800),
    days: Math.floor(whole / 86_400) % 7,
    hours: Math.floor(whole / 3600) % 24,
    minutes: Math.floor(whole / 60) % 60,
    rest: whole % 60,
  };
}

/** What Linux' traceroute prints after the hop number: an address only where it differs from the one before. */
export function linuxTraceLine(replies: readonly { address: string; rttMs: number | null }[]): string {
  let shown = '';
  const parts = replies.map(({ address, rttMs }) => {
    if (rttMs === null) return ' *';
    const where = address === shown ? '' : ` ${address} (${address})`;
    shown = address;
    return `${where}  ${milliseconds(rttMs)} ms`;
  });
  return ` ${parts.join('')}`;
}

/** `00:04:05`, `1d 03:19`, `3w2d 04:05` */
export function junosAgo(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const days = Math.floor(seconds / 86_400);
  const [hours, minutes] = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60];
  if (days >= 7) return `${Math.floor(days / 7)}w${days % 7}d ${two(hours)}:${two(minutes)}`;
  if (days > 0) return `${days}d ${two(hours)}:${two(minutes)}`;
  return `${two(hours)}:${two(minutes)}:${two(seconds % 60)}`;
}

/** `9 days, 1 hour, 2 minutes, 3 seconds` */
export function longDuration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const parts: [number, string][] = [
    [Math.floor(whole / 86_400), 'day'],
    [Math.floor(whole / 3600) % 24, 'hour'],
    [Math.floor(whole / 60) % 60, 'minute'],
    [whole % 60, 'second'],
  ];
  const from = parts.findIndex(([count]) => count > 0);
  return (from < 0 ? parts.slice(-1) : parts.slice(from))
    .map(([count, unit]) => `${count} ${unit}${count === 1 ? '' : 's'}`)
    .join(', ');
}
