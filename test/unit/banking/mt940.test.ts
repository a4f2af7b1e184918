import { describe, expect, it } from 'vitest';
import { germanIban, isIban } from '../../../functions/banking/domain/iban.ts';
import { readField86 } from '../../../functions/banking/domain/mt940/field-86.ts';
import { readLine61 } from '../../../functions/banking/domain/mt940/line-61.ts';
import { mtReader, readAccount } from '../../../functions/banking/domain/mt940/mt-reader.ts';
import type { StatementEnd, StatementEntry } from '../../../functions/banking/domain/statement.ts';

const PLACE = { line: 1, column: 1 };

function read(text: string, pieceLength = text.length) {
  const entries: StatementEntry[] = [];
  const ends: StatementEnd[] = [];
  const reader = mtReader({ entry: (_, entry) => entries.push(entry), end: (end) => ends.push(end) });
  for (let at = 0; at < text.length; at += pieceLength) reader.write(text.slice(at, at + pieceLength));
  reader.finish();
  return { entries, ends };
}

describe(':61:', () => {
  it.each([
    ['2603020302C10,00NTRFREF1//B1', 1_000n, '2026-03-02', 'REF1', 'B1', false],
    ['260302D10,5NMSCNONREF', -1_050n, undefined, undefined, undefined, false],
    ['2603020302RC7,NTRFX', -700n, '2026-03-02', 'X', undefined, true],
    ['2603020302RDR7,01NTRFX', 701n, '2026-03-02', 'X', undefined, true],
    // The entry is booked in another year than its value date.
    ['2512310102CR5,00NTRFNONREF', 500n, '2026-01-02', undefined, undefined, false],
    ['2601021231DR5,00NTRFNONREF', -500n, '2025-12-31', undefined, undefined, false],
  ])('%s', (line, amountMinor, entryDate, customerReference, bankReference, isReversal) => {
    expect(readLine61([line], 'EUR', PLACE)).toMatchObject({ amountMinor, isReversal });
    const {
      entryDate: day,
      customerReference: customer,
      bankReference: bank,
    } = readLine61([line], 'EUR', PLACE);
    expect([day, customer, bank]).toEqual([entryDate, customerReference, bankReference]);
  });

  it('of 1999 and of 2026 tell their centuries', () => {
    expect(readLine61(['991231C1,00NTRFNONREF'], 'EUR', PLACE).valueDate).toBe('1999-12-31');
    expect(readLine61(['260302C1,00NTRFNONREF'], 'EUR', PLACE).valueDate).toBe('2026-03-02');
  });

  it.each(['', 'X', '260230C1,00NTRF', '260302C1.000,00NTRFX', '260302C1,001NTRFX', '260302Q1,00NTRFX'])(
    'refuses "%s"',
    (line) => expect(() => readLine61([line], 'EUR', PLACE)).toThrow(/^Line 1/),
  );
});

describe(':86:', () => {
  it('structured, with SEPA words cut over lines', () => {
    const { facts, party, gvc } = readField86([
      '166?00GUTSCHRIFT UEBERWEISUNG?109310?20EREF+RE-2026-0815?21KREF+K-1?22SVWZ+Rechnung 0815 vom 1',
      '?23.3.2026 Kundennummer 4711?30COBADEFFXXX?31DE75512108001245126199?32Muster und Sohn?33 GmbH?34000',
    ]);
    expect(gvc).toBe('166');
    expect(party).toEqual({
      name: 'Muster und Sohn GmbH',
      iban: 'DE75512108001245126199',
      bic: 'COBADEFFXXX',
    });
    expect(facts).toMatchObject({
      endToEndId: 'RE-2026-0815',
      customerReference: 'K-1',
      remittance: expect.stringContaining('Rechnung 0815'),
      additionalInfo: 'GUTSCHRIFT UEBERWEISUNG',
      otherReferences: ['Primanota 9310'],
    });
    expect(facts.returnReason).toBeUndefined();
  });

  it('a return tells its reason; NOTPROVIDED is no reference', () => {
    const { facts } = readField86([
      '109?00RUECKLASTSCHRIFT?20EREF+NOTPROVIDED?21MREF+M1?22CRED+DE98ZZZ09999999999?34914',
    ]);
    expect(facts).toMatchObject({ mandateId: 'M1', creditorId: 'DE98ZZZ09999999999', returnReason: '914' });
    expect(facts.endToEndId).toBeUndefined();
  });

  it('bank code and account number of old archives become an IBAN', () => {
    expect(readField86(['051?20Miete?3012030000?31202051?32Max']).party.iban).toBe('DE02120300000000202051');
  });

  it('with slashes, or plain', () => {
    const { facts, party } = readField86(['/EREF/E2E-1//NAME/ACME BV/REMI/USTD//Factuur 5/']);
    expect([facts.endToEndId, facts.remittance, party.name]).toEqual(['E2E-1', 'Factuur 5', 'ACME BV']);
    expect(readField86(['Just', 'text']).facts.remittance).toBe('Just text');
  });
});

const STATEMENT = [
  '{1:F01COBADEFFAXXX0000000000}{2:O940}{4:', ':20:STARTUMS', ':25:12030000/202051EUR', ':28C:5/1', ':60F:C260301EUR100,00',
  ':61:2603020302C10,00NTRFNONREF//B1', ':86:166?20SVWZ+Eins?32A', ':61:2603020302D3,00NTRFNONREF//B2', ':62F:C260302EUR107,00', ':86:of the whole statement', '-}',
  ':20:NEXT', ':25:DE02120300000000202051', ':28C:6/1', ':60F:C260302EUR107,00', ':61:2603030303C1,00NTRFX//B3', ':62F:C260303EUR108,00', '-', '',
].join('\r\n'); // biome-ignore format: lines of a file

describe('a file of MT940', () => {
  it('has as many statements as messages, entries with or without :86:', () => {
    const { entries, ends } = read(STATEMENT);
    expect(entries.map(({ amountMinor, place }) => [amountMinor, place.line])).toEqual([
      [1_000n, 6],
      [-300n, 8],
      [100n, 16],
    ]);
    expect(
      ends.map(({ head, balances }) => [head.account, head.sequenceNumber, head.format, balances.length]),
    ).toEqual([
      ['DE02120300000000202051', '5', 'MT940', 2],
      ['DE02120300000000202051', '6', 'MT940', 2],
    ]);
    expect(entries[0]?.facts).toMatchObject({ debtor: { name: 'A' }, code: { proprietary: 'NTRF+166' } });
  });

  it('reads the same wherever it is cut', () => {
    const { entries } = read(STATEMENT);
    for (const length of [1, 2, 3, 7, 50]) expect(read(STATEMENT, length).entries).toEqual(entries);
  });

  it('MT942 announces: its entries are pending', () => {
    const text =
      ':20:X\n:25:DE02120300000000202051\n:28C:1\n:34F:EUR0,\n:13D:2603021200+0100\n:61:260302D3,00NTRFX\n:90D:1EUR3,00\n:90C:0EUR0,00\n-\n';
    const { entries, ends } = read(text);
    expect(entries).toMatchObject([{ status: 'PDNG', amountMinor: -300n }]);
    expect(ends).toMatchObject([{ head: { format: 'MT942' }, totals: { debitCount: 1, debitMinor: 300n } }]);
  });
});

describe('accounts', () => {
  it('come as IBAN, with a currency, or as bank code and number', () => {
    expect(readAccount('DE02120300000000202051EUR', PLACE)).toEqual({
      account: 'DE02120300000000202051',
      currency: 'EUR',
    });
    expect(readAccount('12030000/202051', PLACE).account).toBe('DE02120300000000202051');
  });

  it('IBANs have check digits', () => {
    expect(germanIban('37040044', '532013000')).toBe('DE89370400440532013000');
    expect(['DE89370400440532013000', 'GB82WEST12345698765432', 'NL91ABNA0417164300'].every(isIban)).toBe(
      true,
    );
    expect(['DE88370400440532013000', 'XX', ''].some(isIban)).toBe(false);
  });
});
