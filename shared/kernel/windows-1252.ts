/** Code points of the bytes 0x80 to 0x9F, in order; 0 where Windows-1252 leaves a byte unassigned. */
const UPPER_CONTROLS = [
  0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0,
  0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178,
]; // biome-ignore format: a table

const BYTE_OF: ReadonlyMap<number, number> = new Map(
  UPPER_CONTROLS.flatMap((codePoint, index) => (codePoint ? [[codePoint, 0x80 + index] as const] : [])),
);

/** A character that Windows-1252 has no byte for; `index` counts UTF-16 units, as JavaScript strings do. */
export interface UnmappableCharacter {
  readonly character: string;
  readonly index: number;
}

export interface Windows1252Text {
  /** The text in bytes; each unmappable character became one `?`. */
  readonly bytes: Uint8Array;
  /** Empty when nothing was lost. The caller decides: refuse, or replace and say so. */
  readonly unmappable: readonly UnmappableCharacter[];
}

function byteOf(codePoint: number): number | undefined {
  if (codePoint < 0x80 || (codePoint >= 0xa0 && codePoint <= 0xff)) return codePoint;
  return BYTE_OF.get(codePoint);
}

/**
 * Encodes text as Windows-1252 (the WHATWG index without its five C1 fillers), composed first (NFC), so that a
 * decomposed umlaut finds its byte. Never loses a character silently: what has no byte is reported.
 */
export function encodeWindows1252(text: string): Windows1252Text {
  const composed = text.normalize('NFC');
  const bytes = new Uint8Array(composed.length);
  const unmappable: UnmappableCharacter[] = [];
  let length = 0;
  let index = 0;
  for (const character of composed) {
    const byte = byteOf(character.codePointAt(0) ?? 0);
    if (byte === undefined) unmappable.push({ character, index });
    bytes[length++] = byte ?? 0x3f;
    index += character.length;
  }
  return { bytes: bytes.subarray(0, length), unmappable };
}
