import type { Language } from '../mail/reply-text.ts';

/** What a requester is told of an order that ended without being approved. */
export function refusalText(what: 'refused' | 'withdrawn', reason: string, language: Language): string {
  const head =
    language === 'de'
      ? {
          refused: 'Ihre Bestellung wurde nicht freigegeben.',
          withdrawn: 'Ihre Bestellung wurde zurückgezogen.',
        }
      : { refused: 'Your order was not approved.', withdrawn: 'Your order was withdrawn.' };
  return `${head[what]}\n\n${language === 'de' ? 'Grund' : 'Reason'}: ${reason}`;
}
