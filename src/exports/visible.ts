/**
 * Foreign text for a page that people read: control, bidi and zero-width characters, which could hide or reorder text,
 * are shown as escapes. Line feeds and tabs stay; carriage returns at line ends go.
 */
export function visible(text: string): string {
  // Nearly every text: nothing in it could hide.
  if (/^[\n\t -~]*$/.test(text)) return text;
  return text
    .replaceAll('\r\n', '\n')
    .replace(
      /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu,
      (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
    );
}
