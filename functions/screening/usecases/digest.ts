import { createHash } from 'node:crypto';

/** SHA-256 of text, as 32 hexadecimal digits: enough to tell contents apart, and names cannot be read from it at a glance. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
