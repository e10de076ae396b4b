/** What both command lines ask between two pages, and how the terminal wipes it out before the next page. */
const question =
  /Press (?:any key to continue \(Q to quit\)|Q to quit, Enter to print next line or any other key to print next page\.)[\r\b ]*(?:\u001b\[\d?K[\r ]*)?/g;

/** The answer as one page, where a recorder kept the questions of the terminal in it. */
export function withoutPager(output: string): string {
  return output.includes('Press ') ? output.replace(question, '') : output;
}
