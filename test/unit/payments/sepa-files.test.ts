import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkParty, type Party } from '../../../functions/payments/domain/sepa/party.ts';
import { remittanceOf } from '../../../functions/payments/domain/sepa/payment-file.ts';
import { writeCreditTransfer } from '../../../functions/payments/domain/sepa/write-credit-transfer.ts';
import {
  type DebitScheme,
  type DebitSequence,
  type MandateAmendment,
  writeDirectDebit,
} from '../../../functions/payments/domain/sepa/write-direct-debit.ts';
import { anyText } from '../../support/any-text.ts';
import { hasSepaSchemas, schemaOf } from '../../support/xsd.ts';

const OWN: Party = {
  name: 'Acme GmbH',
  iban: 'DE89370400440532013000',
  bic: 'COBADEFFXXX',
  address: { street: 'Hauptstr.', houseNumber: '1', postcode: '10115', city: 'Berlin', country: 'DE' },
};
const HEADER = { messageId: 'PAY-1', createdAt: '2026-11-25T12:00:00.123Z', initiator: 'Acme GmbH' };
const IBANS = ['DE02120300000000202051', 'FR1420041010050500013M02606', 'CH9300762011623852957'];

function transferFile(payees: readonly { party: Party; amountMinor: bigint; text: string }[]): string {
  const transfers = payees.map(({ party, amountMinor, text }, index) => ({
    endToEndId: `E-${index + 1}`,
    amountMinor,
    creditor: party,
    remittance: remittanceOf(text),
  }));
  const group = { id: 'PAY-1-1', executionDate: '2026-11-26', debtor: OWN, batchBooking: true };
  return writeCreditTransfer(HEADER, [{ ...group, priority: 'NORM', transfers }]);
}

function debitFile(
  payers: readonly { party: Party; amountMinor: bigint; amendment?: MandateAmendment }[],
  sequence: DebitSequence = 'FRST',
  scheme: DebitScheme = 'CORE',
): string {
  const debits = payers.map(({ party, amountMinor, amendment }, index) => ({
    endToEndId: `E-${index + 1}`,
    amountMinor,
    mandateId: `M-${index + 1}`,
    signedOn: '2026-01-02',
    amendment,
    debtor: party,
    remittance: remittanceOf('RF18 5390 0754 7034'),
  }));
  const creditor = { creditor: OWN, creditorId: 'DE98ZZZ09999999999', batchBooking: false };
  return writeDirectDebit(HEADER, [
    { id: 'PAY-1-1', collectionDate: '2026-11-27', scheme, sequence, ...creditor, debits },
  ]);
}

const texts = (xml: string, name: string) =>
  [...xml.matchAll(new RegExp(`<${name}[^>]*>([^<]*)</${name}>`, 'g'))].map((match) => match[1]);

describe('a transfer file', () => {
  it('says who pays whom how much for what', () => {
    const party = checkParty(
      { ...OWN, name: 'Müller & Söhne', iban: 'DE02 1203 0000 0000 2020 51' },
      'transfer',
    ) as Party;
    const xml = transferFile([{ party, amountMinor: 11_900n, text: 'ER-1 ER-2' }]);
    expect(xml).toBe(transferFile([{ party, amountMinor: 11_900n, text: 'ER-1 ER-2' }]));
    const inOrder = [
      'MsgId',
      'CreDtTm',
      'BtchBookg',
      'InstrPrty',
      'Dt',
      'ChrgBr',
      'EndToEndId',
      'InstdAmt',
      'Ustrd',
    ];
    expect(inOrder.map((name) => texts(xml, name))).toEqual([
      ['PAY-1'], ['2026-11-25T12:00:00Z'], ['true'], ['NORM'], ['2026-11-26'], ['SLEV'], ['E-1'], ['119.00'], ['ER-1 ER-2'],
    ]); // biome-ignore format: a row for a row
    expect(texts(xml, 'Nm')).toEqual(['Acme GmbH', 'Acme GmbH', 'Mueller + Soehne']);
    expect(texts(xml, 'CtrlSum')).toEqual(['119.00', '119.00']);
    expect(texts(xml, 'TwnNm')).toEqual(['Berlin', 'Berlin']);
    expect(xml).not.toContain('AdrLine');
  });
});

describe('a debit file', () => {
  it('tells mandate, amendment and creditor id', () => {
    const amendment = {
      accountChanged: true,
      originalMandateId: 'OLD-1',
      originalCreditorId: 'DE98ZZZ09999999999',
    };
    const xml = debitFile([{ party: OWN, amountMinor: 1n, amendment }]);
    expect(texts(xml, 'AmdmntInd')).toEqual(['true']);
    expect(texts(xml, 'OrgnlMndtId')).toEqual(['OLD-1']);
    expect(xml).toContain('<Id>SMNDA</Id>');
    expect([texts(xml, 'Cd'), texts(xml, 'SeqTp'), texts(xml, 'Ref')]).toEqual([
      ['SEPA', 'CORE', 'SCOR'],
      ['FRST'],
      ['RF18539007547034'],
    ]);
    expect(debitFile([{ party: OWN, amountMinor: 1n }])).not.toContain('Amdmnt');
  });
});

describe('parties that cannot be named', () => {
  const codes = (party: Party, purpose: 'transfer' | 'debit' = 'transfer') => {
    const checked = checkParty(party, purpose);
    return Array.isArray(checked) ? checked.map(({ code }) => code) : [];
  };
  it.each<[string, Party, string[]]>([
    ['no IBAN', { ...OWN, iban: '' }, ['no-iban']],
    ['check digits', { ...OWN, iban: 'DE88370400440532013000' }, ['invalid-iban']],
    ['outside SEPA', { ...OWN, iban: 'TR330006100519786457841326' }, ['outside-sepa']],
    ['a BIC of seven', { ...OWN, bic: 'COBADEF' }, ['invalid-bic']],
    ['emoji and nothing else', { ...OWN, name: '💶' }, ['name-not-expressible']],
    ['Chinese address', { ...OWN, address: { city: '北京', country: 'CN' } }, ['address-not-expressible']],
    [
      'everything at once',
      { name: '', iban: '1', bic: 'x' },
      ['invalid-iban', 'invalid-bic', 'name-not-expressible'],
    ],
  ])('%s', (_what, party, expected) => expect(codes(party)).toEqual(expected));

  it('a debit from outside the EEA needs an address, a transfer does not', () => {
    const swiss = { name: 'Beat', iban: 'CH9300762011623852957' };
    expect(codes(swiss, 'debit')).toEqual(['address-needed']);
    expect(codes(swiss)).toEqual([]);
  });

  it('an address without town is left out, a name of 300 characters is cut', () => {
    const checked = checkParty(
      { ...OWN, name: 'Ä'.repeat(300), address: { street: 'Weg', country: 'DE' } },
      'transfer',
    );
    expect(checked).toMatchObject({ name: 'AE'.repeat(35), address: undefined });
  });
});

const hostileText = fc.oneof(anyText(80), fc.constantFrom('<>&"\'', 'Юрий', '💶', 'ß'.repeat(300), ''));
const anyParty = fc.record({
  name: hostileText,
  iban: fc.oneof(fc.constantFrom(...IBANS), hostileText),
  bic: fc.option(fc.oneof(fc.constantFrom('COBADEFF', 'POFICHBEXXX'), hostileText), { nil: undefined }),
  address: fc.option(
    fc.record({
      street: hostileText,
      houseNumber: hostileText,
      postcode: hostileText,
      city: hostileText,
      country: fc.constantFrom('DE', 'CH', 'x'),
    }),
    { nil: undefined },
  ),
});
const anyAmount = fc.bigInt({ min: 1n, max: 99_999_999_999n });

describe.skipIf(!hasSepaSchemas)(
  'against the schemas of ISO 20022 (skipped where ../shared/data is absent)',
  () => {
    it('any partner gives a valid transfer file or a listed refusal; sums and numbers are right', () => {
      const validate = schemaOf('pain.001.001.09.xsd');
      fc.assert(
        fc.property(fc.array(fc.tuple(anyParty, anyAmount), { minLength: 1, maxLength: 5 }), (given) => {
          const payees = given.flatMap(([party, amountMinor]) => {
            const checked = checkParty(party, 'transfer');
            if (!Array.isArray(checked)) return [{ party: checked as Party, amountMinor, text: 'ER-1' }];
            expect(checked.length).toBeGreaterThan(0);
            return [];
          });
          if (payees.length === 0) return;
          const xml = transferFile(payees);
          expect(validate(xml)).toBeUndefined();
          const sum = payees.reduce((total, { amountMinor }) => total + amountMinor, 0n);
          expect(texts(xml, 'CtrlSum').map((text) => BigInt((text ?? '').replace('.', '')))).toEqual([
            sum,
            sum,
          ]);
          expect(texts(xml, 'NbOfTxs')).toEqual([String(payees.length), String(payees.length)]);
        }),
        { numRuns: 200 },
      );
    });

    it('any payer gives a valid debit file or a listed refusal', () => {
      const validate = schemaOf('pain.008.001.08.xsd');
      const amendments = fc.option(
        fc.record(
          {
            originalMandateId: fc.constant('OLD'),
            originalCreditorId: fc.constant('DE98ZZZ09999999999'),
            accountChanged: fc.boolean(),
          },
          { requiredKeys: [] },
        ),
        { nil: undefined },
      );
      const sequences = fc.constantFrom<DebitSequence>('FRST', 'RCUR', 'OOFF', 'FNAL');
      fc.assert(
        fc.property(anyParty, anyAmount, amendments, sequences, (party, amountMinor, amendment, sequence) => {
          const checked = checkParty(party, 'debit');
          if (Array.isArray(checked)) return;
          const debit = { party: checked as Party, amountMinor, ...(amendment ? { amendment } : {}) };
          expect(validate(debitFile([debit], sequence, 'B2B'))).toBeUndefined();
        }),
        { numRuns: 200 },
      );
    });

    it('the validator does find faults', () => {
      const broken = debitFile([{ party: OWN, amountMinor: 1n }]).replace('FRST', 'NEVER');
      expect(schemaOf('pain.008.001.08.xsd')(broken)).toContain('SeqTp');
    });
  },
);
