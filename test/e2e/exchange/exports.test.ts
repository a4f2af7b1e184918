import { beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../support/installation.ts';
import { readZip } from '../../support/read-zip.ts';
import { createCompany, importFile, type StoryCompany } from '../../support/stories.ts';

/* A year with a voucher goes to the tax adviser and to the auditor, through queue, archive and files bucket. */

const YEAR = { fiscalYear: 2026, vouchers: true };
let company: StoryCompany;
let voucherId: string;

beforeAll(async () => {
  company = await createCompany();
  const pdf = { name: 'Rechnung 1.pdf', content: '%PDF-1.7 Rechnung 1' };
  const { importId } = await importFile(company, 'voucher', pdf);
  voucherId = importId.replace(/^imp_/, 'vch_');
  const booked = await company.ask('POST', company.at('/journal-entries'), {
    date: '2026-03-10',
    documentNumber: 'RE-1',
    text: 'Verkauf',
    vouchers: [voucherId],
    lines: [
      { account: '10000', debit: '119.00' },
      { account: '8400', credit: '100.00', taxCode: 'output-19' },
      { account: '1776', credit: '19.00', taxCode: 'output-19' },
    ],
  });
  expect(booked.status).toBe(201);
});

async function fetchFile(kind: string, params: Record<string, unknown>): Promise<Buffer> {
  const asked = await company.ask('POST', company.at('/exports'), { kind, ...params });
  expect(asked.status).toBe(202);
  const ended = ({ body }: { body: { state: string } }) => body.state !== 'waiting';
  const { body } = await until(
    () => company.ask('GET', company.at(`/exports/${asked.body.exportId}`)),
    ended,
    60,
  );
  expect(body).toMatchObject({ state: 'done' });
  return Buffer.from(await (await fetch(body.url)).arrayBuffer());
}

describe('an export of exchange', () => {
  it('for DATEV has the gross row, linked to its voucher', async () => {
    const files = readZip(await fetchFile('datev-batch', { ...YEAR, consultant: 1001, client: 1 }));
    const batch = files.get('EXTF_Buchungsstapel_2026-03.csv')?.toString('latin1') ?? '';
    expect(batch).toContain('119,00;"S";"EUR";;;"";10000;8400;"";1003;"RE-1"');
    expect(batch).toContain('"BEDI ""');
    const packed = readZip(files.get('Belege_1.zip') ?? Buffer.alloc(0));
    expect(packed.get(`${voucherId}-Rechnung-1.pdf`)?.toString()).toBe('%PDF-1.7 Rechnung 1');
  });

  it('for the tax audit has the journal and the voucher', async () => {
    const files = readZip(await fetchFile('gobd', YEAR));
    expect(files.get(`belege/${voucherId}-Rechnung-1.pdf`)?.toString()).toBe('%PDF-1.7 Rechnung 1');
    expect(files.get('journal.csv')?.toString().split('\r\n')).toHaveLength(5);
  });

  it('for the E-Bilanz is CSV; parameters that are missing are named at once', async () => {
    expect((await fetchFile('e-balance', { fiscalYear: 2026 })).toString()).toContain(
      'A.B.II.1;0,00;119,00;0,00;119,00',
    );
    const refused = await company.ask('POST', company.at('/exports'), {
      kind: 'datev-batch',
      fiscalYear: 2026,
    });
    expect(refused.status).toBe(400);
  });
});
