import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Payment } from '../../../functions/payments/domain/payment.ts';
import { groupsOf } from '../../../functions/payments/domain/payment-groups.ts';
import { type OrderedRun, writeRunFile } from '../../../functions/payments/domain/write-run-file.ts';
import { hasSepaSchemas, schemaOf } from '../../support/xsd.ts';

const FOLDER = resolve(import.meta.dirname, '../../support/fixtures/payments');
const RUN: OrderedRun = {
  id: 'pay_01JDC5M6Z0R7W5V0G3N1Q8T2XK',
  kind: 'transfer',
  executionDate: '2026-11-26',
  urgent: false,
  decidedAt: '2026-11-25T12:00:00.000Z',
  orderer: {
    name: 'Bäckerei Öhler',
    iban: 'DE89370400440532013000',
    bic: 'COBADEFFXXX',
    creditorId: 'DE98ZZZ09999999999',
    batchBooking: true,
    address: { street: 'Königsallee', city: 'Düsseldorf', country: 'DE' },
  },
};

function payment(number: number, amountMinor: bigint, text: string, mandate?: Payment['mandate']) {
  const address = { street: 'Weg', houseNumber: '1a', postcode: '10115', city: 'Berlin', country: 'DE' };
  const party = { name: 'Papier Mueller', iban: 'DE02120300000000202051', address };
  return { number, partnerId: 'v-1', account: '70000', party, amountMinor, items: [], text, mandate };
}

const mandate = (id: string, sequence: 'FRST' | 'RCUR') =>
  ({ id, signedOn: '2026-01-02', scheme: 'CORE', sequence }) as const;

const TRANSFERS = [payment(1, 11_662n, 'ER-1, ER-2'), payment(3, 5n, 'RF18539007547034')];
const DEBITS = [
  payment(1, 100n, 'RE-1', mandate('M-1', 'RCUR')),
  payment(2, 250n, 'RE-2', { ...mandate('M-2', 'FRST'), amendment: { accountChanged: true } }),
  payment(3, 300n, 'RE-3', mandate('M-3', 'RCUR')),
];

describe('the file of a run', () => {
  it.each([
    ['pain.001.001.09', 'transfers.xml', RUN, TRANSFERS],
    ['pain.008.001.08', 'debits.xml', { ...RUN, kind: 'direct-debit' } as const, DEBITS],
  ])('%s is, byte for byte, the fixture %s', (schema, name, run, payments) => {
    const xml = writeRunFile(run, payments);
    expect(xml).toBe(readFileSync(resolve(FOLDER, name), 'utf8'));
    if (hasSepaSchemas) expect(schemaOf(`${schema}.xsd`)(xml)).toBeUndefined();
  });

  it('has its groups under the ids that the bank reports on', () => {
    const groups = groupsOf({ ...RUN, kind: 'direct-debit' }, DEBITS);
    expect([...groups].map(([id, group]) => [id, group.map(({ number }) => number)])).toEqual([
      ['PAY-01JDC5M6Z0R7W5V0G3N1Q8T2XK-1', [1, 3]],
      ['PAY-01JDC5M6Z0R7W5V0G3N1Q8T2XK-2', [2]],
    ]);
  });
});
