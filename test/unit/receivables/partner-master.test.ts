import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PARTNER_COLUMNS } from '../../../functions/exchange/domain/datev/partner-columns.ts';
import {
  type MasterPartner,
  partnerMaster,
} from '../../../functions/exchange/domain/datev/partner-master.ts';
import { partnerOfRow } from '../../../functions/receivables/domain/master/partner-of-row.ts';
import {
  type MasterRow,
  openPartnerFile,
} from '../../../functions/receivables/domain/master/read-partner-file.ts';
import type { Partner } from '../../../functions/receivables/domain/partner.ts';
import { encodeWindows1252 } from '../../../shared/kernel/windows-1252.ts';
import { chunksOf, collect } from '../../support/byte-chunks.ts';

const ORIGIN = {
  consultant: 1001,
  client: 1,
  fiscalYearStart: '2026-01-01',
  accountLength: 4,
  chart: 'SKR03',
  createdAt: '2026-06-15T12:00:00.000Z',
} as const;

const MUELLER: MasterPartner = {
  id: 'k-4711',
  kind: 'customer',
  account: '10001',
  name: 'Müller & Söhne "Café" GmbH; Lübeck',
  vatId: 'ATU12345678',
  iban: 'DE89370400440532013000',
  bic: 'COBADEFFXXX',
  paymentTermsDays: 30,
  address: {
    street: 'An der Untertrave',
    houseNumber: '17a',
    postcode: '23552',
    city: 'Lübeck',
    country: 'DE',
  },
  email: 'buchhaltung@mueller.example',
  language: 'de',
};
const PAPER: MasterPartner = {
  id: 'papier',
  kind: 'vendor',
  account: '70000',
  name: 'Papier AG',
  discountDays: 10,
  discountPercentTimes100: 250,
  paymentTermsDays: 45,
};

function written(
  partners: readonly MasterPartner[],
  note: (account: string, what: string) => void = () => {},
) {
  return encodeWindows1252(partnerMaster(ORIGIN, partners, note)).bytes;
}
async function read(bytes: Uint8Array): Promise<MasterRow[]> {
  return collect((await openPartnerFile(chunksOf(bytes, 11), 4)).items);
}
const back = (row: MasterRow, { id, kind, account }: MasterPartner, known?: Partner) =>
  partnerOfRow(row, { id, kind, account }, known);

describe('what goes out', () => {
  it('has 254 columns, header, headings and a row each', () => {
    expect(PARTNER_COLUMNS).toHaveLength(254);
    expect(PARTNER_COLUMNS.slice(94, 96)).toEqual(['Bankverb 5 Gültig bis', 'Leerfeld']);
    const [header = '', headings = '', row = '', ...more] = partnerMaster(ORIGIN, [PAPER], () => {}).split(
      '\r\n',
    );
    expect(header).toMatch(/^"EXTF";700;16;"Debitoren\/Kreditoren";5;20260615120000000;;"BO";/);
    expect(headings.split(';')).toHaveLength(254);
    expect(row.split(';')).toHaveLength(254);
    expect(row).toMatch(/^70000;"Papier AG";"";"";"";"";"2";"Papier AG";/);
    expect(more).toEqual(['']);
  });

  it('tells by account what it cannot say', () => {
    const notes: string[] = [];
    const long = {
      ...MUELLER,
      id: 'customer-of-the-shop',
      name: 'x'.repeat(51),
      vatId: 'CHE123456789',
      discountDays: 8,
    };
    written([long], (account, what) => notes.push(`${account} ${what}`));
    expect(notes).toEqual([
      '10001 Name (Adressattyp Unternehmen) is cut',
      '10001 a VAT id from outside the EU is left out',
      '10001 days of a customer’s cash discount are left out',
      '10001 the id is longer than Nummer Fremdsystem and left out',
    ]);
  });
});

describe('what comes back', () => {
  it('is what went out', async () => {
    const [mueller, paper] = await read(written([MUELLER, PAPER]));
    expect(mueller && back(mueller, MUELLER)).toEqual(MUELLER);
    expect(mueller?.values.foreignId).toBe('k-4711');
    expect(paper && back(paper, PAPER)).toEqual(PAPER);
  });

  it('is what is known, where a text was cut or a column says nothing', async () => {
    const known: Partner = {
      ...MUELLER,
      name: `${'Langname '.repeat(8)}GmbH`,
      consumer: true,
      dunningBlocked: true,
    };
    const [row] = await read(written([{ ...known, consumer: false }]));
    expect(row && back(row, MUELLER, known)).toEqual(known);
  });

  it('of any partner with texts that fit is the same', async () => {
    const text = (max: number) =>
      fc
        .stringMatching(/^[A-Za-zÄÖÜäöüß&.;"-]([A-Za-zÄÖÜäöüß&.;" -]*[A-Za-z])?$/, { size: 'small' })
        .map((one) => one.slice(0, max).trim());
    const partner = fc.record(
      {
        name: text(50),
        paymentTermsDays: fc.integer({ min: 0, max: 365 }),
        address: fc.record({ street: text(36), city: text(30), country: fc.constantFrom('DE', 'FR') }),
        language: fc.constantFrom('de' as const, 'en' as const),
      },
      { requiredKeys: ['name'] },
    );
    await fc.assert(
      fc.asyncProperty(partner, async (some) => {
        const one = { ...some, id: 'x', kind: 'customer', account: '10000' } as const;
        const [row] = await read(written([one]));
        expect(row && back(row, one)).toEqual(one);
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['', 'does not begin with "EXTF"'],
    ['"EXTF";700;21;"Buchungsstapel";13;;;;;;1001;1;20260101;4', 'category 21 (Buchungsstapel) is not 16'],
    ['"EXTF";510;16;"Debitoren/Kreditoren";5', 'version 510'],
    ['"EXTF";700;16;"Debitoren/Kreditoren";5;;;;;;1001;1;20260101;6', 'accounts of 6 digits'],
    [
      '"EXTF";700;16;"Debitoren/Kreditoren";5;;;;;;1001;1;20260101;4\r\nName;Konto',
      'must begin with "Konto"',
    ],
    ['"EXTF";700;16;"Debitoren/Kreditoren";5;;;;;;1001;1;20260101;4\r\nKonto;Ort', 'no column holds a name'],
  ])('refuses a file that is none (%#)', async (content, reason) =>
    expect(read(Buffer.from(content))).rejects.toThrow(reason),
  );

  it.each([
    ['10000;;', 'Name is missing'],
    ['10000;A GmbH;x', 'no number of days'],
    ['10000;A GmbH;999', 'no number of days'],
  ])('refuses a row that is no partner: %s', async (content, reason) => {
    const head =
      '"EXTF";700;16;"Debitoren/Kreditoren";5;;;;;;1001;1;20260101;4\r\nKonto;Name (Adressattyp Unternehmen);Fälligkeit in Tagen (Debitor)';
    const [row] = await read(Buffer.from(`${head}\r\n${content}`));
    expect(() => row && back(row, { ...MUELLER, account: '10000' })).toThrow(reason);
  });
});
