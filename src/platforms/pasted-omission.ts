/**
 * The line in which somebody says that lines were taken out: `<output omitted>`, `[snip]`, `...`, `!--- Output suppressed.`
 * Null where there is none. A run of dots is an answer of ping.
 */
export function omissionIn(text: string, diagnostic: string): string | null {
  const omission = diagnostic === 'ping' ? words : dotsOrWords;
  let start = 0;
  while (start < text.length) {
    const feed = text.indexOf('\n', start);
    const end = feed === -1 ? text.length : feed;
    if (end - start < longest && end - start >= shortest) {
      const line = text.slice(start, end).trim();
      if (omission.test(line)) return line;
    }
    start = end + 1;
  }
  return null;
}

const shortest = 3;
const longest = 100;

const left = String.raw`[^\w\s]{0,12} ?`;
const right = String.raw` ?[^\w\s]{0,12}`;
const some = String.raw`(?:(?:[a-z]{1,12}|\d{1,6}) ){0,3}`;
const more = '(?: [a-z]{1,12}){0,3}';
const taken = '(?:truncated|suppressed|removed|elided|trimmed|deleted|cut)';
/** Words that a device may say as well count between signs, or of the output. */
const spoken = [
  `${left}${some}(?:omitted|snip(?:ped)?)${more}${right}`,
  String.raw`[^\w\s]{1,12} ?${some}${taken}${more} ?[^\w\s]{1,12}`,
  `${left}(?:output|lines?|rows?|text) ${taken}${more}${right}`,
].join('|');
const words = new RegExp(String.raw`^(?:[[(<](?:\.{3,}|…)[\])>]|${spoken})$`, 'i');
const dotsOrWords = new RegExp(String.raw`^(?:[[(<]?(?:\.{3,20}|…{1,3}|(?:\. ){2,10}\.)[\])>]?|${spoken})$`, 'i');
