/** RFC 4180, as a spreadsheet reads it. */
export function csvRows(csv: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    row.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

/** What stands in a cell for a text: a spreadsheet would take some beginnings for a formula. */
export function formulaSafe(text: string): string {
  return /^\s*[=+\-@]/.test(text) ? `'${text}` : text;
}
