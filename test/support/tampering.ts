import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { RawItem } from './table-image.ts';

/** One way in which an item can be altered, in words and as the item it becomes. */
export interface Alteration {
  readonly what: string;
  readonly item: RawItem;
}

function flipped(bytes: Uint8Array, at: number, mask: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ mask;
  return copy;
}

/** Values that a stored value may be altered to: numbers and texts by one digit, bytes by one bit or one byte. */
function alterValue(value: AttributeValue): [string, AttributeValue][] {
  if (value.B) {
    const bytes = value.B;
    const last = bytes.length - 1;
    return [
      ['its first byte', { B: flipped(bytes, 0, 0x01) }],
      ['a byte amid it', { B: flipped(bytes, last >> 1, 0x10) }],
      ['the top bit of its last byte', { B: flipped(bytes, last, 0x80) }],
      // The last byte before the checksum has bits that DEFLATE does not read.
      ['the last compressed byte', { B: flipped(bytes, Math.max(0, last - 4), 0x80) }],
      ['a byte more', { B: Uint8Array.from([...bytes, 0]) }],
      ['a byte less', { B: bytes.slice(0, -1) }],
    ];
  }
  if (value.N !== undefined) return [['one more', { N: String(BigInt(value.N) + 1n) }]];
  if (value.BOOL !== undefined) return [['the contrary', { BOOL: !value.BOOL }]];
  if (value.S !== undefined) {
    const last = value.S.slice(-1);
    return [
      [
        'another last letter',
        { S: value.S.slice(0, -1) + (last === 'c' ? 'o' : last === '1' ? '2' : last === 'o' ? 'c' : '1') },
      ],
    ];
  }
  if (value.M) {
    const [day, amount] = Object.entries(value.M)[0] ?? ['1', { N: '0' }];
    const { [day]: _removed, ...rest } = value.M;
    return [
      ['another sum', { M: { ...value.M, [day]: { N: String(BigInt(amount.N ?? 0) + 1n) } } }],
      ['a sum more', { M: { ...value.M, 31: { N: '5' } } }],
      ...(value.M[day] ? ([['a sum less', { M: rest }]] satisfies [string, AttributeValue][]) : []),
    ];
  }
  throw new Error(`no way to alter ${JSON.stringify(value)}`);
}

/** Every attribute but the key altered in every way, and left out. */
export function alterationsOf(item: RawItem): Alteration[] {
  const all: Alteration[] = [];
  for (const [name, value] of Object.entries(item)) {
    if (name === 'pk' || name === 'sk') continue;
    for (const [what, altered] of alterValue(value)) {
      all.push({ what: `${name}: ${what}`, item: { ...item, [name]: altered } });
    }
    const { [name]: _removed, ...rest } = item;
    all.push({ what: `${name}: left out`, item: rest });
  }
  return all;
}

/** Two items with one attribute exchanged, for every attribute in which they differ. */
export function swapsOf(
  a: RawItem,
  b: RawItem,
): { readonly what: string; readonly items: readonly RawItem[] }[] {
  return Object.keys(a)
    .filter((name) => name !== 'pk' && name !== 'sk')
    .flatMap((name) => {
      const [mine, other] = [a[name], b[name]];
      if (!mine || !other || JSON.stringify(mine) === JSON.stringify(other)) return [];
      return [
        {
          what: `${name} exchanged`,
          items: [
            { ...a, [name]: other },
            { ...b, [name]: mine },
          ],
        },
      ];
    });
}
