import fc from 'fast-check';

const CODE_POINTS = [
  fc.integer({ min: 0x20, max: 0x7e }),
  fc.integer({ min: 0, max: 0x2fff }),
  fc.integer({ min: 0, max: 0x10ffff }),
] as const;

/** Text of any characters, half surrogates included, many of them plain. `unit: 'binary'` of fast-check takes seconds to set up. */
export function anyText(maxLength: number): fc.Arbitrary<string> {
  const unit = fc.oneof(...CODE_POINTS).map((point) => String.fromCodePoint(point));
  return fc.array(unit, { maxLength }).map((characters) => characters.join(''));
}
