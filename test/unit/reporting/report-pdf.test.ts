import { describe, expect, it } from 'vitest';
import { BWA_LINES } from '../../../functions/reporting/domain/bwa-lines.ts';
import { columnWidths } from '../../../functions/reporting/domain/column-widths.ts';
import { reportCsv } from '../../../functions/reporting/domain/report-csv.ts';
import { germanAmount, type ReportTable } from '../../../functions/reporting/domain/report-table.ts';
import { writeReportPdf } from '../../../functions/reporting/reports/write-report-pdf.ts';
import { reportFonts } from '../../support/report-fonts.ts';

const FRAME = { company: 'Łódź Handels GmbH', createdAt: new Date('2026-04-02T10:00:00Z') };

/** Form 01 with amounts as large as anybody's. */
const BWA: ReportTable = {
  title: 'Betriebswirtschaftliche Auswertung 03/2026',
  subtitle: 'Kurzfristige Erfolgsrechnung',
  columns: [
    'Bezeichnung',
    'Monat',
    '% Ges.-Leistg.',
    '% Ges.-Kosten',
    'Vorjahr',
    'kumuliert',
    '% GL',
    '% GK',
    'Vorjahr',
  ],
  rows: BWA_LINES.map(({ title, sums }) => ({
    label: title,
    depth: sums ? 0 : 1,
    kind: sums ? 'sum' : 'line',
    cells: Array.from({ length: 8 }, () => '-123.456.789,01'),
  })),
  notes: ['Stand des Journals: 2026 bis Nr. 12.'],
};

async function pagesOf(table: ReportTable): Promise<number> {
  const pdf = await writeReportPdf(table, reportFonts(), FRAME);
  return pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;
}

describe('reports as PDF', () => {
  it('form 01 of the BWA fits one turned page', async () => {
    expect(await pagesOf(BWA)).toBe(1);
  });

  it('longer ones go on, and labels longer than their column break', async () => {
    const rows = Array.from({ length: 150 }, (_, at) => ({
      label: `Konto ${at} ${'sehr langer Name '.repeat(at % 5)}`,
      depth: at % 3,
      kind: 'line' as const,
      cells: ['1,00', '2,00'],
    }));
    const table = { ...BWA, columns: ['Posten', 'heute', 'gestern'], rows };
    expect(await pagesOf(table)).toBeGreaterThan(3);
  });
});

describe('columns of amounts', () => {
  it.each([10, 60, 200])('hold every amount whole, at %i characters too', (length) => {
    const rows = [{ label: 'x', depth: 0, kind: 'line' as const, cells: ['1', '9'.repeat(length)] }];
    const of = { columns: ['Posten', 'Monat', 'Vorjahr'], rows };
    const { widths, amountSize, labelWidth } = columnWidths(of, 500, 8, (text) => text.length * 5);
    for (const [at, text] of ['1', '9'.repeat(length)].entries())
      expect((text.length * 5 * amountSize) / 8).toBeLessThanOrEqual(widths[at] ?? 0);
    expect(labelWidth).toBeGreaterThanOrEqual(124.9);
    expect(labelWidth + widths.reduce((sum, one) => sum + one, 0)).toBeCloseTo(500);
  });
});

describe('reports as text', () => {
  it.each([
    [0n, 2, '–'],
    [5n, 2, '0,05'],
    [-1_234_567n, 2, '-12.345,67'],
    [1_234_567n, 0, '1.234.567'],
    [100_000n, 2, '1.000,00'],
  ])('%s with %s decimals is %s', (minor, decimals, text) => {
    expect(germanAmount(minor, decimals)).toBe(text);
  });

  it('CSV has numbers that spreadsheets read, and nothing that they run', () => {
    const rows = [{ label: '=HYPERLINK("x")', depth: 0, kind: 'line' as const, cells: ['-1.234,56', '–'] }];
    const text = [...reportCsv({ ...BWA, columns: ['Posten', 'a', 'b'], rows, notes: [] })].join('');
    expect(text).toContain(`"'=HYPERLINK(""x"")";-1234,56;0\r\n`);
  });
});
