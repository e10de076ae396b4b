/**
 * Headings that are wider than the terminal of old: where one of them stands on two lines, the text was wrapped, and how
 * wide the terminal was is known from it.
 */
const wideHeading =
  /^ {0,8}(?:Path type: i-internal, e-external, .{20,60}I-injected|Origin codes: i - IGP, e - EGP, .{20,60}|OurAddr +NeighAddr +LD\/RD +RH\/RS +Holdown\(mult\) +State +Int +Vrf .{0,60}|Neighbor +V +AS +MsgRcvd +MsgSent +TblVer +InQ +OutQ +Up\/Down +State\/PfxRcd|Address +Age +MAC Address +Pref +Source +Interface +Mobility +Flags) *$/;

/** This legend fills a line of 80 characters by itself. */
const asWide = /^ *Status: s-suppressed, .*>-best$/;

/**
 * The text with the line breaks taken out that a terminal put behind each line that filled it. Null where no heading shows
 * that it was wrapped.
 */
export function unwrapped(text: string): string | null {
  const lines = text.replaceAll('\r', '').split('\n');
  const width = lines.reduce((most, line) => Math.max(most, line.length), 0);
  const joined: string[] = [];
  let isOpen = false;
  let isProven = false;
  for (const line of lines) {
    const last = joined.length - 1;
    if (isOpen && line.trim() !== '') {
      const whole = `${joined[last]}${line}`;
      joined[last] = whole;
      isProven ||= whole.length <= 2 * width && wideHeading.test(whole);
    } else joined.push(line);
    isOpen = line.length === width && !asWide.test(line);
  }
  return isProven ? joined.join('\n') : null;
}
