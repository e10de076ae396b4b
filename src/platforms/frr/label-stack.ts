/** One label as FRR prints it: `label2str` of lib/mpls.h has a word for each that is reserved. */
const label =
  /^(?:\d{1,7}|implicit-null|IPv[46] Explicit Null|Router Alert|Entropy Label Indicator|Generic Associated Channel|OAM Alert|Extension|Reserved \(\d{1,2}\))$/;

const mostLabels = 20;

/** `16004/17`, `16004/IPv4 Explicit Null`: labels one upon the other. */
export function isLabelStack(text: string): boolean {
  const labels = text.split('/', mostLabels + 1);
  return labels.length <= mostLabels && labels.every((one) => label.test(one));
}
