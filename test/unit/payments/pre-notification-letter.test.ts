import { describe, expect, it } from 'vitest';
import type { PaymentRow, PaymentRunRow } from '../../../functions/payments/table.ts';
import { composePreNotification } from '../../../functions/payments/usecases/compose-pre-notification.ts';
import { writeLetterPdf } from '../../../functions/receivables/letters.ts';
import { letterFonts, SENDER } from '../../support/letter-fixture.ts';

const RUN = {
  executionDate: '2026-06-30',
  orderer: {
    name: 'Acme GmbH',
    iban: 'DE89370400440532013000',
    creditorId: 'DE98ZZZ09999999999',
    address: { city: 'Köln', postcode: '50667' },
  },
} as unknown as PaymentRunRow;
const PAYMENT = {
  account: '10000',
  party: {
    name: 'Łukasz Groß',
    iban: 'DE02120300000000202051',
    address: { street: 'Weg', houseNumber: '1', postcode: '10115', city: 'Berlin', country: 'DE' },
  },
  amountMinor: 116_620n,
  items: [{ itemId: 'i', label: 'RE-1', amountMinor: 116_620n, discountMinor: 2_380n }],
  text: 'RE-1',
  mandate: { id: 'M-1' },
} as unknown as PaymentRow;
const frame = { sender: SENDER, language: 'de' as const, date: '2026-06-10' };

describe('the letter that tells a payer of a debit', () => {
  it('says amount, day, mandate, creditor and a part of the account', () => {
    const letter = composePreNotification(RUN, PAYMENT, frame);
    expect(letter.opening).toContain('1.166,20 € zum 30.06.2026');
    expect(letter.rows).toEqual([['RE-1', '', '', '23,80 €', '1.166,20 €']]);
    expect(letter.payment.map(({ value }) => value)).toEqual([
      '30.06.2026',
      'M-1',
      'DE98ZZZ09999999999',
      'DE02**************2051',
      'RE-1',
    ]);
    expect(letter.recipient).toEqual(['Łukasz Groß', 'Weg 1', '10115 Berlin']);
  });

  it('is in the language of the partner; without dunning settings the sender is that of the payment settings', () => {
    const letter = composePreNotification(RUN, PAYMENT, { ...frame, sender: undefined, language: 'en' });
    expect([letter.subject, letter.sender.name, letter.sender.address]).toEqual([
      'Notice of a SEPA direct debit on 30 June 2026',
      'Acme GmbH',
      ['50667 Köln'],
    ]);
  });

  it('is a PDF, the same each time', async () => {
    const letter = composePreNotification(RUN, PAYMENT, frame);
    const at = new Date('2026-06-10T12:00:00Z');
    const [one, other] = await Promise.all([
      writeLetterPdf(letter, letterFonts(), at),
      writeLetterPdf(letter, letterFonts(), at),
    ]);
    expect(one.subarray(0, 5).toString()).toBe('%PDF-');
    expect(one.equals(other)).toBe(true);
  });
});
