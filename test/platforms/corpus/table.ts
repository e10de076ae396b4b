/** What one platform's parser of one diagnostic made of the recordings. */
export interface Tally {
  platform: string;
  diagnostic: string;
  files: number;
  /** Outcome ok or empty. */
  read: number;
  compared: number;
  equal: number;
  explained: { file: string; what: string; why: string }[];
}

/** Markdown: one row per platform and diagnostic, the sums, then every difference with its reason. */
export function tableOf(tallies: readonly Tally[]): string {
  const rows = tallies
    .toSorted((a, b) => `${a.platform} ${a.diagnostic}`.localeCompare(`${b.platform} ${b.diagnostic}`))
    .map(rowOf);
  const sums = { platform: '**all**', diagnostic: '', ...sumOf(tallies), explained: [] };
  const explained = tallies.flatMap((tally) => tally.explained);
  return [
    '| platform | diagnostic | recordings | read whole | values compared | equal |',
    '|---|---|--:|--:|--:|--:|',
    ...rows,
    rowOf(sums),
    '',
    ...explained.map(({ file, what, why }) => `- \`${file}\`, ${what}: ${why}`),
    '',
  ].join('\n');
}

function rowOf({ platform, diagnostic, files, read, compared, equal }: Tally): string {
  const share = compared === 0 ? '' : ` (${((equal / compared) * 100).toFixed(1)} %)`;
  return `| ${platform} | ${diagnostic} | ${files} | ${read} | ${compared} | ${equal}${share} |`;
}

function sumOf(tallies: readonly Tally[]): Pick<Tally, 'files' | 'read' | 'compared' | 'equal'> {
  const sum = (field: 'files' | 'read' | 'compared' | 'equal') => tallies.reduce((total, one) => total + one[field], 0);
  return { files: sum('files'), read: sum('read'), compared: sum('compared'), equal: sum('equal') };
}
