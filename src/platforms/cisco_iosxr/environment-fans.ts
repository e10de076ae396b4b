/** What is known of a table of fans while its lines are read. */
export interface FanTable {
  /** Where the names of the fans stand in each line of the heading: their first column and the one behind their last. */
  names: (readonly [from: number, to: number])[][];
  /** The trays that were read, with what they are. */
  trays: { location: string; type: string; fans: number }[];
  /** Which line of the last tray was read last, and whether that one had a figure under each name: only then another may follow. */
  line: number;
  goesOn: boolean;
}

export function fanTable(): FanTable {
  return { names: [], trays: [], line: 0, goesOn: false };
}

/** Remembers where the names stand in one line of the heading. */
export function addFanNames(table: FanTable, raw: string): void {
  table.names.push([...raw.matchAll(/FAN_?\d+/g)].map(({ 0: name, index }) => [index, index + name.length] as const));
}

/** In the older form its place stands alone on a line and says nothing of its type. */
export function openTray(table: FanTable, location: string, type = ''): void {
  table.line = -1;
  table.goesOn = true;
  table.trays.push({ location, type, fans: 0 });
}

const absent = /^(?:-|NA|N\/A)$/i;

/**
 * `0/FT0  NC55-5516-FAN  6192 3870 …`, the rest of a tray on a line of its own: the speeds, null for an absent fan. Null
 * for a line of another form, whose figures do not stand below their names, or that no tray goes on in.
 */
export function readFans(table: FanTable, line: string, raw: string): { name: string; rpm: number | null }[] | null {
  const tray = /^(F?\d{1,3}\/\w{1,8}(?:\/\w{1,8})?) +(\S*[A-Za-z]\S*) +(\S.*)$/.exec(line);
  const speeds = (tray?.[3] ?? line).split(/ +/);
  if (!speeds.every((word) => /^\d{1,6}$/.test(word) || absent.test(word))) return null;
  if (tray) openTray(table, tray[1] ?? '', tray[2] ?? '');
  const open = table.trays.at(-1);
  if (!open || !table.goesOn) return null;
  table.line += 1;
  const names = table.names[table.line];
  table.goesOn = names === undefined || speeds.length === names.length;
  if (names && !standBelow(names, raw, speeds.length)) return null;
  const before = open.fans;
  open.fans += speeds.length;
  return speeds.map((word, index) => ({
    name: `${open.location} FAN_${before + index}`,
    rpm: absent.test(word) ? null : Number(word),
  }));
}

/** Trays that have less fans than others of their kind: a row of theirs lacks figures. */
export function unevenTrays({ trays }: FanTable): string[] {
  const most = new Map<string, number>();
  for (const { type, fans } of trays) most.set(type, Math.max(fans, most.get(type) ?? 0));
  return trays
    .filter(({ type, fans }) => fans < (most.get(type) ?? 0))
    .map(({ location, type, fans }) => `${location} ${type}: ${fans} fans, others have ${most.get(type)}`);
}

/** Each figure stands below the name of its fan; a name of a tray that is too long for its column moves them all. */
function standBelow(names: readonly (readonly [number, number])[], raw: string, count: number): boolean {
  if (count > names.length) return false;
  const words = [...raw.matchAll(/\S+/g)].map(({ 0: word, index }) => [index, index + word.length] as const);
  const [, before = 0] = words.at(-count - 1) ?? [];
  const moved = Math.max(0, before - (names[0]?.[0] ?? 0));
  const figures = words.slice(-count);
  const end = (names.at(-1)?.[1] ?? 0) + moved;
  // Newer boxes set the speeds to the right in columns of eight places, and the names nine places apart.
  const isInColumns = count === names.length && figures.every(([, to], index) => to === end - 8 * (count - 1 - index));
  if (isInColumns) return true;
  return figures.every(([from, to], index) => {
    const [nameFrom, nameTo] = names[index] ?? [0, 0];
    return to === nameTo + moved || from === nameFrom + moved;
  });
}
