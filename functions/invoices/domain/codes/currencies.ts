import { isCurrency } from '../../../../shared/kernel/currency.ts';

/** Codes of ISO 4217 for funds, metals and tests, and of currencies that have ended, which the validation artefacts of EN 16931 (1.3.16) take too. */
const BEYOND_MONEY: ReadonlySet<string> = new Set(
  'BOV CHE CHW CNH COU MXV STD USN XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX'.split(' '),
);

/** BR-CL-03 to BR-CL-05. */
export function isInvoiceCurrency(code: string): boolean {
  return isCurrency(code) || BEYOND_MONEY.has(code);
}
