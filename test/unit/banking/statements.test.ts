import { existsSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCamt } from '../../../functions/banking/domain/camt/read-camt.ts';
import { identifyTransactions } from '../../../functions/banking/domain/identify-transaction.ts';
import { accountOf, readMt940 } from '../../../functions/banking/domain/mt940/read-mt940.ts';
import type { BankStatement } from '../../../functions/banking/domain/statement.ts';
import { bytesOf, type CamtFile, camtFile, MT940, OWN_IBAN } from '../../support/statement-fixtures.ts';

const read = (file: CamtFile) => readCamt(bytesOf(camtFile(file)));
const amounts = (statements: readonly BankStatement[]) =>
  statements.flatMap(({ transactions }) => transactions.map(({ amountMinor }) => Number(amountMinor)));
const problem = async (content: string) => {
  try {
    await readCamt(bytesOf(content));
    return 'taken';
  } catch (error) {
    return `${(error as { code?: string }).code}: ${(error as Error).message}`;
  }
};

describe('camt', () => {
  it('an entry with its detail is one movement, signed, with the other side', async () => {
    const details = [
      { endToEndId: 'E-1', remittance: 'RE-1001', name: 'Müller & Söhne', iban: 'DE02120300000000202051' },
    ];
    const [statement] = await read({
      opening: '10.00',
      closing: '129.00',
      entries: [{ amount: '119.00', reference: 'B1', details }],
    });
    expect(statement).toMatchObject({ format: 'camt.053', account: OWN_IBAN, currency: 'EUR', findings: [] });
    expect(statement?.transactions).toEqual([
      {
        bookingDate: '2026-03-20',
        valueDate: '2026-03-20',
        amountMinor: 11_900n,
        currency: 'EUR',
        pending: false,
        bankReference: 'B1',
        endToEndId: 'E-1',
        remittance: 'RE-1001',
        counterparty: { name: 'Müller & Söhne', iban: 'DE02120300000000202051' },
        bankTransactionCode: 'PMNT-RCDT-ESCT',
        entry: 1,
        detail: 1,
        details: 1,
        line: 3,
      },
    ]);
  });

  it('a batch is its details, never both; where they do not add up it is one, and that is told', async () => {
    const details = [
      { amount: '60.00', remittance: 'a' },
      { amount: '59.00', remittance: 'b' },
    ];
    expect(amounts(await read({ entries: [{ amount: '-119.00', details }] }))).toEqual([-6000, -5900]);
    const [odd] = await read({ message: '054', entries: [{ amount: '120.00', details }] });
    expect([odd?.transactions.length, odd?.transactions[0]?.remittance, odd?.findings[0]?.kind]).toEqual([
      1,
      'a | b',
      'details-differ',
    ]);
  });

  it('reports of the day are read like statements, without balances', async () => {
    const [report] = await read({
      message: '052',
      version: '06',
      entries: [{ amount: '1.00', status: 'PDNG' }],
    });
    expect([report?.format, report?.transactions[0]?.pending, report?.findings]).toEqual([
      'camt.052',
      true,
      [],
    ]);
  });

  it('tells by how much a statement does not add up', async () => {
    const [statement] = await read({ opening: '0.00', closing: '5.00', entries: [{ amount: '4.99' }] });
    expect(statement?.findings).toEqual([{ kind: 'balance-differs', differenceMinor: 1n, currency: 'EUR' }]);
  });

  it.each<[string, string, RegExp]>([
    [
      'truncated',
      camtFile({ entries: [{ amount: '1.00' }] }).slice(0, -80),
      /unreadable-statement: Line \d+: the XML is not well-formed/,
    ],
    [
      'an entity bomb',
      `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>${camtFile({ entries: [] }).slice(38)}`,
      /DOCTYPE/,
    ],
    ['an unknown entity', camtFile({ entries: [] }).replace('S-1', '&bomb;'), /not well-formed/],
    [
      'another document',
      '<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"/>',
      /namespace/,
    ],
    ['version .01', camtFile({ version: '01', entries: [] }), /from version 02 on/],
    ['an encoding that nobody knows', '<?xml version="1.0" encoding="EBCDIC-DE"?><a/>', /encoding ebcdic-de/],
    ['no day', camtFile({ entries: [{ amount: '1.00', date: '2026-02-30' }] }), /no day of the calendar/],
    ['no amount', camtFile({ entries: [{ amount: '1,00' }] }), /no amount in EUR/],
    ['a fraction of a cent', camtFile({ entries: [{ amount: '1.001' }] }), /no amount in EUR/],
    [
      'a number of entries that is wrong',
      camtFile({
        entries: [{ amount: '1.00' }],
        summary: '<TxsSummry><TtlNtries><NbOfNtries>2</NbOfNtries></TtlNtries></TxsSummry>',
      }),
      /wrong-control-sum/,
    ],
    [
      'a sum that is wrong',
      camtFile({
        entries: [{ amount: '1.00' }],
        summary:
          '<TxsSummry><TtlCdtNtries><NbOfNtries>1</NbOfNtries><Sum>1.01</Sum></TtlCdtNtries></TxsSummry>',
      }),
      /wrong-control-sum/,
    ],
    [
      'nested without end',
      `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">${'<a>'.repeat(100)}`,
      /nested too deep/,
    ],
    [
      'a text without end',
      camtFile({ entries: [] }).replace('S-1', 'x'.repeat(2_000_000)),
      /more than 1048576 characters/,
    ],
  ])('refuses %s with its place', async (_name, content, expected) => {
    expect(await problem(content)).toMatch(expected);
  });

  it('reads windows-1252 where it is declared, and refuses bytes that are not text', async () => {
    const content = camtFile({ id: 'Müller', entries: [] }).replace('UTF-8', 'windows-1252');
    const bytes = Buffer.from(content, 'latin1');
    const [statement] = await readCamt(
      (async function* () {
        yield bytes;
      })(),
    );
    expect(statement?.id).toBe('Müller');
    const wrong = (async function* () {
      yield Buffer.from(camtFile({ id: 'Müller', entries: [] }), 'latin1');
    })();
    await expect(readCamt(wrong)).rejects.toThrow(/not text in its encoding/);
  });
});

describe('what tells an entry of ours and a return', () => {
  it('camt: file and group of a batch, reason, ordered amount and charges of a return', async () => {
    const [statement] = await read({
      entries: [
        { amount: '-300.00', batch: { messageId: 'PAY-1', groupId: 'PAY-1-1' }, details: [] },
        {
          amount: '-55.00',
          code: 'PMNT-IDDT-UPDD',
          details: [
            {
              endToEndId: 'E-1',
              groupId: 'PAY-2-1',
              returnReason: 'AC04',
              instructed: '50.00',
              charges: '5.00',
            },
          ],
        },
      ],
    });
    const [batch, returned] = statement?.transactions ?? [];
    expect(batch).toMatchObject({ messageId: 'PAY-1', paymentGroupId: 'PAY-1-1', amountMinor: -30_000n });
    expect(returned).toMatchObject({
      paymentGroupId: 'PAY-2-1',
      bankTransactionCode: 'PMNT-IDDT-UPDD',
      returnReason: 'AC04',
      originalMinor: 5_000n,
      chargesMinor: 500n,
    });
  });

  it('details that cannot be told apart keep the batch that all are of', async () => {
    const details = [{ groupId: 'PAY-1-1' }, { groupId: 'PAY-1-1' }];
    const [one] = await read({ entries: [{ amount: '-9.00', details }] });
    expect(one?.transactions).toMatchObject([{ paymentGroupId: 'PAY-1-1', details: 1 }]);
    const [two] = await read({
      entries: [{ amount: '-9.00', details: [{ groupId: 'PAY-1-1' }, { groupId: 'PAY-2-1' }] }],
    });
    expect(two?.transactions[0]?.paymentGroupId).toBeUndefined();
  });

  it.each([
    ['OAMT+EUR 50,00', 'COAM+EUR 5,00', 5_000n, 500n],
    ['OAMT+50,00', 'COAM+5,', 5_000n, 500n],
    ['OAMT+USD 50,00', 'COAM+nothing', undefined, undefined],
  ])('MT940: %s %s', (original, charges, originalMinor, chargesMinor) => {
    const lines = [
      ':20:X',
      ':25:37040044/0532013000EUR',
      ':61:2603200320DR55,00N109NONREF',
      `:86:109?00RUECKLASTSCHRIFT?20EREF+E-1?21KREF+PAY-2-1?22${original}?23${charges}?24SVWZ+Retoure?34914`,
    ];
    const [statement] = readMt940(Buffer.from(lines.join('\r\n')));
    const [transaction] = statement?.transactions ?? [];
    expect(transaction).toMatchObject({ endToEndId: 'E-1', paymentGroupId: 'PAY-2-1', returnReason: '914' });
    expect([transaction?.originalMinor, transaction?.chargesMinor]).toEqual([originalMinor, chargesMinor]);
  });
});

describe('MT940', () => {
  it('movements with German subfields, remittance joined, reversals by their side', () => {
    const [statement] = readMt940(Buffer.from(MT940, 'utf8'));
    expect(statement).toMatchObject({
      format: 'MT940',
      account: OWN_IBAN,
      sequence: '00042/001',
      findings: [],
    });
    expect(statement?.transactions[0]).toMatchObject({
      amountMinor: 11_900n,
      endToEndId: 'E2E-1',
      remittance: 'Rechnung RE-10 01 Danke',
      counterparty: { name: 'Müller & Söhne GmbH', iban: 'DE02120300000000202051', bic: 'COBADEFF' },
      bankReference: 'BANK-1',
      bankTransactionCode: 'N166+166',
    });
    expect(statement?.transactions[1]).toMatchObject({ amountMinor: -1_900n, remittance: 'Kontoführung' });
  });

  it('the entry’s day lies in the year next to its value date', () => {
    const text = MT940.replace(':61:2603200320CR', ':61:2512310102CR');
    expect(readMt940(Buffer.from(text))[0]?.transactions[0]).toMatchObject({
      bookingDate: '2026-01-02',
      valueDate: '2025-12-31',
    });
  });

  it('tells a wrong closing balance; refuses what is none', () => {
    const wrong = MT940.replace('EUR1100,00', 'EUR1100,01');
    expect(readMt940(Buffer.from(wrong))[0]?.findings[0]).toMatchObject({
      kind: 'balance-differs',
      differenceMinor: 1n,
    });
    expect(() => readMt940(Buffer.from('hello'))).toThrow(/neither XML nor a statement/);
    expect(() =>
      readMt940(Buffer.from(MT940.replace(':61:2603200320CR119,00', ':61:2613200320CR119,00'))),
    ).toThrow(/Line 5/);
  });

  it('interim reports are announced, and checked by their sums', () => {
    const report = [
      ':20:R',
      ':25:37040044/0532013000',
      ':28C:1',
      ':34F:EUR0,',
      ':13D:2603201200+0100',
      ':61:260320C5,00NTRFNONREF',
      ':86:x',
      ':90C:1EUR5,00',
      ':90D:0EUR0,',
      '-',
    ].join('\n');
    expect(readMt940(Buffer.from(report))[0]).toMatchObject({
      format: 'MT942',
      transactions: [{ pending: true, amountMinor: 500n }],
    });
    expect(() => readMt940(Buffer.from(report.replace(':90C:1', ':90C:2')))).toThrow(/:90C: states 2/);
  });

  it('German bank code and account are an IBAN', () => {
    expect(accountOf('37040044/0532013000EUR')).toBe(OWN_IBAN);
    expect(accountOf('NL26VAYB8060476890')).toBe('NL26VAYB8060476890');
  });
});

describe('the same entry', () => {
  it('is known again in another statement; two alike in one stay two', async () => {
    const alike = { amount: '-5.00', details: [{ remittance: 'Kaffee' }] };
    const two = identifyTransactions(await read({ entries: [alike, alike] }))[0] ?? [];
    const again = identifyTransactions(await read({ id: 'S-2', entries: [alike, alike] }))[0] ?? [];
    expect(new Set(two.map(({ identity }) => identity)).size).toBe(2);
    expect(again.map(({ identity }) => identity)).toEqual(two.map(({ identity }) => identity));
  });

  it('whatever a statement has, its movements add up to its entries and are all told apart', async () => {
    const entry = fc.record({
      cents: fc.integer({ min: 1, max: 99_999 }),
      out: fc.boolean(),
      reference: fc.constantFrom('A', 'B', undefined),
      parts: fc.integer({ min: 1, max: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { maxLength: 8 }), async (entries) => {
        const text = (cents: number) => `${Math.trunc(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
        const statements = await read({
          entries: entries.map(({ cents, out, reference, parts }) => {
            const share = Math.trunc(cents / parts);
            const details = Array.from({ length: parts }, (_, index) => ({
              amount: text(index === 0 ? cents - share * (parts - 1) : share),
              remittance: `part ${index}`,
            }));
            return {
              amount: `${out ? '-' : ''}${text(cents)}`,
              details,
              ...(reference ? { reference } : {}),
            };
          }),
        });
        const total = entries.reduce((sum, { cents, out }) => sum + (out ? -cents : cents), 0);
        expect(amounts(statements).reduce((sum, one) => sum + one, 0)).toBe(total);
        const keys = identifyTransactions(statements)
          .flat()
          .map(({ identity, transaction }) => `${identity}/${transaction.detail}`);
        expect(new Set(keys).size).toBe(keys.length);
      }),
      { numRuns: 50 },
    );
  });
});

const DATA = new URL('../../../../shared/data/camt/', import.meta.url);
const present = existsSync(DATA);
if (!present) console.log('Real camt files are absent: these checks are left out.');

describe.skipIf(!present)('files of real banks, as another library reads them', () => {
  it.each([
    ['camt052.v8', 'CH2801234000123456789', '2007-10-18'],
    ['camt053.v2.minimal', 'NL26VAYB8060476890', '2014-12-31'],
    ['camt053.v2.with-account-name', 'CH2801234000123456789', '2014-12-31'],
    ['camt053.v4', 'NL26VAYB8060476890', '2014-12-31'],
    ['camt053.v8', 'NL26VAYB8060476890', '2014-12-31'],
    ['camt054.v4', 'CH2801234000123456789', '2007-10-18'],
  ])('%s', async (name, account, date) => {
    const statements = await readCamt(
      (async function* () {
        yield readFileSync(new URL(`${name}.xml`, DATA));
      })(),
    );
    const expected = JSON.parse(readFileSync(new URL(`${name}.expected.json`, DATA), 'utf8'));
    const entries = expected.getEntries.map(
      (entry: { getAmount: { getAmount: string; getCurrency: { getCode: string } } }) => [
        entry.getAmount.getAmount,
        entry.getAmount.getCurrency.getCode,
      ],
    );
    const read = statements.flatMap(({ transactions }) => transactions);
    expect(read.map(({ amountMinor, currency }) => [amountMinor.toString(), currency])).toEqual(entries);
    expect(read.map((one) => one.bookingDate)).toEqual([date]);
    expect(statements.map((one) => one.account)).toEqual([account]);
  });

  it('the one that is deliberately wrong is refused', async () => {
    expect(await problem(readFileSync(new URL('camt053.v2.wrong.xml', DATA), 'utf8'))).toMatch(
      /holds no statement/,
    );
  });
});
