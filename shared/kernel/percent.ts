/** A percentage times 100 as people write it: 250 is `2.5`. */
export function percentText(percentTimes100: number): string {
  return String(percentTimes100 / 100);
}

/** `2.5` is 250; the text has at most two decimals. */
export function percentTimes100(text: string): number {
  const [whole = '', fraction = ''] = text.split('.');
  return Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
}
