import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkThatCounts,
  type DeliveryProof,
  lacksOf,
  type VatIdCheck,
} from '../../../functions/reporting/domain/delivery-proof.ts';
import { ecSalesCsv } from '../../../functions/reporting/domain/ec-sales-csv.ts';
import { readVatId } from '../../../functions/reporting/domain/ec-sales-list.ts';
import {
  addSupply,
  countSupply,
  type EcSupplies,
  startProofSums,
  suppliesToProve,
} from '../../../functions/reporting/domain/ec-supplies.ts';
import { vatIdFinder } from '../../../functions/reporting/usecases/find-vat-id.ts';
import { judgeSupplies } from '../../../functions/reporting/usecases/judge-supplies.ts';

const FR = 'FR40303265045';
const PROOF: DeliveryProof = {
  kind: 'entry-certificate',
  shippedOn: '2026-03-10',
  destination: 'FR',
  voucherIds: ['v1'],
};
const check = (checkedAt: string, more: Partial<VatIdCheck> = {}): VatIdCheck => ({
  vatId: FR,
  checkedAt,
  result: 'valid',
  qualified: true,
  ...more,
});
const ASKED = check('2026-03-01T09:00:00.000Z');

describe('what an intra-community supply lacks', () => {
  it.each([
    ['nothing', { vatId: FR, check: ASKED, proof: PROOF }, []],
    ['all', {}, ['no-vat-id', 'no-proof']],
    ['a VAT id of the right form', { malformed: true, proof: PROOF }, ['malformed-vat-id']],
    ['a question to the BZSt', { vatId: FR, proof: PROOF }, ['vat-id-unchecked']],
    [
      'name and address',
      { vatId: FR, proof: PROOF, check: { ...ASKED, qualified: false } },
      ['vat-id-not-qualified'],
    ],
    [
      'a valid VAT id',
      { vatId: FR, proof: PROOF, check: { ...ASKED, result: 'invalid' as const } },
      ['vat-id-invalid'],
    ],
    ['the document', { vatId: FR, check: ASKED, proof: { ...PROOF, voucherIds: [] } }, ['no-voucher']],
    [
      'the second document of a presumption (§17a UStDV)',
      { vatId: FR, check: ASKED, proof: { ...PROOF, kind: 'presumption' as const } },
      ['no-voucher'],
    ],
    [
      'nothing, with two',
      {
        vatId: FR,
        check: ASKED,
        proof: { ...PROOF, kind: 'presumption' as const, voucherIds: ['v1', 'v2'] },
      },
      [],
    ],
  ])('%s', (_, supply, lacks) => {
    expect(lacksOf(supply)).toEqual(lacks);
  });

  it('the check that counts is the last one up to the day, else the first after', () => {
    const [before, same, after] = [
      check('2026-01-05T09:00:00.000Z'),
      check('2026-03-10T23:59:00.000Z', { result: 'invalid' }),
      check('2026-04-01T09:00:00.000Z'),
    ];
    expect(checkThatCounts([after, same, before], '2026-03-10')).toBe(same);
    expect(checkThatCounts([after, same, before], '2026-03-09')).toBe(before);
    expect(checkThatCounts([after], '2026-03-09')).toBe(after);
    expect(checkThatCounts([], '2026-03-09')).toBeUndefined();
  });
});

describe('VAT ids of buyers', () => {
  it.each([
    ['FR 40 303 265 045', { vatId: FR }],
    ['atu12345678', { vatId: 'ATU12345678' }],
    ['EL123456789', { vatId: 'EL123456789' }],
    ['XI123456789', { vatId: 'XI123456789' }],
    ['FR123', { malformed: 'FR123' }],
    ['AT12345678', { malformed: 'AT12345678' }],
    ['DE123456789', {}],
    ['GR123456789', {}],
    ['cust-4711', {}],
    [undefined, {}],
  ])('%j', (text, read) => {
    expect(readVatId(text)).toEqual(read);
  });

  it('any text is read without complaint, and what is read has its form', () => {
    const state = fc.constantFrom('AT', 'FR', 'EL', 'NL', 'ES', 'DE', 'US', 'xi', '');
    const number = fc.oneof(fc.stringMatching(/^[0-9A-Z+*. -]{0,14}$/), fc.string({ maxLength: 30 }));
    fc.assert(
      fc.property(state, number, (prefix, rest) => {
        const text = `${prefix}${rest}`;
        const { vatId, malformed } = readVatId(text);
        expect(vatId !== undefined && malformed !== undefined).toBe(false);
        if (vatId !== undefined) expect(readVatId(vatId)).toEqual({ vatId });
      }),
    );
  });

  it('the first with the right form is taken, and each buyer looked up once', async () => {
    const asked: string[] = [];
    const find = vatIdFinder(
      {
        vatIdOfPartner: async (_, buyer) => {
          asked.push(buyer);
          return ['10001', 'AT4711'].includes(buyer) ? FR : undefined;
        },
      },
      'acme',
    );
    expect(await find(['FR12', '8125', '10001'])).toEqual({ vatId: FR });
    expect(await find(['8125', '10001'])).toEqual({ vatId: FR });
    expect(await find(['FR12', '8125'])).toEqual({ malformed: 'FR12' });
    expect(await find(['8125'])).toEqual({});
    expect(await find(['AT4711'])).toEqual({ vatId: FR });
    expect(asked).toEqual(['FR12', '8125', '10001', 'AT4711']);
  });
});

describe('supplies of a period', () => {
  const entry = (id: string, more: object = {}) => ({
    id,
    fiscalYear: 2026,
    number: 1,
    date: '2026-03-12',
    serviceDate: '2026-03-10',
    lines: [{ account: '10001' }, { account: '8125', partner: FR }],
    ...more,
  });
  const line = (amountMinor: bigint, kz = '41') => ({
    index: 1,
    account: '8125',
    role: 'base' as const,
    kind: 'exempt',
    kz,
    debitMinor: -amountMinor,
    partner: FR,
  });

  it('are entries on Kz 41 less what reverses them; credit notes need no proof', () => {
    const supplies: EcSupplies = new Map();
    addSupply(supplies, entry('a'), [line(10_000n), line(500n, '21')]);
    addSupply(supplies, entry('b'), [line(7_000n)]);
    addSupply(supplies, entry('c', { reverses: 'a' }), [line(-10_000n)]);
    addSupply(supplies, entry('d'), [line(-300n)]);
    addSupply(supplies, entry('e'), [line(500n, '21')]);
    const toProve = suppliesToProve(supplies);
    expect(toProve.map(({ entryId, amountMinor, day }) => [entryId, amountMinor, day])).toEqual([
      ['b', 7_000n, '2026-03-10'],
    ]);
    expect(toProve[0]?.buyers).toEqual([FR, FR, '10001', '8125']);
  });

  it('are judged with what is recorded, and counted by what they lack', async () => {
    const supplies: EcSupplies = new Map();
    addSupply(supplies, entry('proven'), [line(10_000n)]);
    addSupply(supplies, entry('bare'), [line(7_000n)]);
    const proof = { ...PROOF, company: 'acme', entryId: 'proven', by: 'anna', at: '', version: 1 };
    const deps = {
      vatIdOfPartner: async () => undefined,
      proofs: {
        loadProofs: async () => new Map([['proven', { ...proof, voucherIds: ['v1'] }]]),
        checksOf: async () => [{ ...ASKED, company: 'acme', by: 'anna', at: '' }],
      },
    };
    const judged = await judgeSupplies(deps, 'acme', suppliesToProve(supplies));
    expect(judged.map(({ supply, lacks }) => [supply.entryId, lacks])).toEqual([
      ['proven', []],
      ['bare', ['no-proof']],
    ]);
    const sums = startProofSums();
    for (const { supply, lacks } of judged) countSupply(sums, supply, lacks);
    expect(sums).toEqual({
      supplies: 2,
      amountMinor: 17_000n,
      lacking: 1,
      lackingMinor: 7_000n,
      lacks: { 'no-proof': 1 },
    });
  });
});

it('the list of sales as a file has a row for each VAT id and kind', () => {
  const row = { vatId: FR, kind: 'L' as const, exactMinor: 20_120n, reportedMinor: 20_100n, lines: 2 };
  expect([...ecSalesCsv([row])]).toEqual([
    'Länderkennzeichen;USt-IdNr.;Betrag;Art;genau\r\n',
    'FR;40303265045;201;L;201,20\r\n',
  ]);
});
