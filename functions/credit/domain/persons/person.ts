export type Person = 'natural' | 'legal' | 'unknown';

/**
 * Whether a customer is a natural person, whose data are personal data (Art. 4(1) GDPR): as somebody has said, else natural
 * where receivables know a consumer (§13 BGB). Unknown is not legal: sole traders are natural persons, and nobody may have said so.
 */
export function personOf(
  { person }: { readonly person?: 'natural' | 'legal' | undefined },
  partner: { readonly consumer?: boolean | undefined } | undefined,
): Person {
  return person ?? (partner?.consumer ? 'natural' : 'unknown');
}
