import { randomBytes } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Makes ids such as `imp_01JDC5M6Z0R7W5V0G3N1Q8T2XK`: a prefix and a ULID, sortable by the time of making. */
export type NewId = (prefix: string) => string;

/** A ULID (26 Crockford base-32 digits: 48 bits of milliseconds, 80 bits of chance). */
export function ulid(nowMilliseconds: number, entropy: Uint8Array): string {
  let time = nowMilliseconds;
  let text = '';
  for (let digit = 0; digit < 10; digit += 1) {
    text = ALPHABET.charAt(time % 32) + text;
    time = Math.floor(time / 32);
  }
  let bits = 0n;
  for (const byte of entropy.subarray(0, 10)) bits = (bits << 8n) | BigInt(byte);
  let tail = '';
  for (let digit = 0; digit < 16; digit += 1) {
    tail = ALPHABET.charAt(Number(bits & 31n)) + tail;
    bits >>= 5n;
  }
  return text + tail;
}

/** The system's own maker of ids; tests pass a counting one. */
export const newId: NewId = (prefix) => `${prefix}_${ulid(Date.now(), randomBytes(10))}`;
