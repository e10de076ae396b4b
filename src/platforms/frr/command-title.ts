/** Tools that ask many questions put the bare command above each answer, and underline it. */
const title = /^sho?w? (?:ip )?bgp(?: (?:vrf|view) [\w.:-]{1,64})?(?: ipv[46](?: unicast)?)? (?:summary|neighbors?)$/;

/** `sh bgp vrf all summary`, without the prompt at which it was typed; or what is below it. */
export function isCommandTitle(line: string): boolean {
  return title.test(line) || /^={10,}$/.test(line);
}
