import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { NO_EXPOSURE } from '../../../functions/credit/domain/components.ts';
import { exposureReport } from '../../../functions/credit/domain/portfolio/exposure-report.ts';
import { migrationReport } from '../../../functions/credit/domain/portfolio/migration-report.ts';
import { NOTHING_OPEN, type PortfolioRow } from '../../../functions/credit/domain/portfolio/portfolio-row.ts';
import { barsOf, reportChart } from '../../../functions/credit/domain/portfolio/report-chart.ts';
import { barChart } from '../../../shared/charts/bar-chart.ts';
import { localAmount, localDecimal } from '../../../shared/charts/format-number.ts';
import { svgDocument } from '../../../shared/charts/svg.ts';

const debtor = (customer: string, riskClass: string, owed: bigint, ahead = 0n): PortfolioRow => ({
  customer,
  root: customer,
  riskClass,
  exposureMinor: owed - ahead,
  components: { ...NO_EXPOSURE, openItems: owed, prepayments: ahead },
  ageing: { ...NOTHING_OPEN, notDue: owed },
  oldestOverdueDays: 0,
});
const FRAME = { asOf: '2026-12-31', currency: 'EUR', language: 'de' } as const;

const rects = (svg: string) =>
  [...svg.matchAll(/<rect x="([^"]+)" y="([^"]+)" width="([^"]+)"[^>]*data-minor="([^"]+)"/g)].map(
    ([, x, y, width, minor]) => ({
      x: Number(x),
      y: Number(y),
      width: Number(width),
      minor: BigInt(minor ?? 0),
    }),
  );

describe('bars', () => {
  it('add up to the numbers beside them, and are as long as these say', () => {
    const part = fc.record({
      series: fc.integer({ min: 0, max: 4 }),
      lane: fc.integer({ min: 0, max: 2 }),
      minor: fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }),
    });
    fc.assert(
      fc.property(fc.array(fc.array(part, { maxLength: 5 }), { minLength: 1, maxLength: 8 }), (all) => {
        const bars = all.map((parts, at) => ({ label: `bar ${at}`, parts, value: '' }));
        const drawing = barChart({
          title: 't',
          subtitle: 's',
          description: 'd',
          series: ['a', 'b', 'c', 'd', 'e'],
          bars,
          empty: '',
        });
        const drawn = rects(drawing.body);
        const total = all.flat().reduce((sum, { minor }) => sum + minor, 0n);
        expect(drawn.reduce((sum, { minor }) => sum + minor, 0n)).toBe(total);
        for (const { x, width } of drawn) {
          expect(x).toBeGreaterThanOrEqual(200);
          expect(x + width).toBeLessThanOrEqual(drawing.width - 190);
        }
        // Of two parts the larger is the longer one.
        const sorted = drawn.toSorted((a, b) => a.width - b.width);
        for (const [at, one] of sorted.entries()) {
          const next = sorted[at + 1];
          const size = (minor: bigint) => (minor < 0n ? -minor : minor);
          if (next && next.width - one.width > 0.1) expect(size(next.minor)).toBeGreaterThan(size(one.minor));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('of a report show its figures, prepayments to the left', () => {
    const report = exposureReport([debtor('a', 'A', 1_000n, 200n), debtor('b', 'B', 500n)], undefined);
    const bars = barsOf(report, FRAME);
    expect(bars.map(({ label, value }) => [label, value])).toEqual([
      ['A (1)', '8,00'],
      ['B (1)', '5,00'],
    ]);
    expect(bars[0]?.parts.reduce((sum, { minor }) => sum + minor, 0n)).toBe(800n);
  });
});

describe('a chart', () => {
  const hostile = '"><script>alert(1)</script>&\u0000\uD800';

  it('is well-formed, has no script and nothing from elsewhere, whatever it is called', () => {
    const bars = [{ label: hostile, parts: [{ series: 0, minor: 5n }], value: hostile }];
    const svg = svgDocument(
      barChart({
        title: hostile,
        subtitle: hostile,
        description: hostile,
        series: [hostile, hostile],
        bars,
        empty: hostile,
      }),
    );
    expect(XMLValidator.validate(svg)).toBe(true);
    expect(svg).not.toMatch(/<script|\son[a-z]+=|href=|<style|<foreignObject/i);
    expect(svg.isWellFormed()).toBe(true);
    const { svg: read } = new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: '',
      processEntities: true,
    }).parse(svg);
    expect(read.title['#text']).toBe('"><script>alert(1)</script>&\uFFFD\uFFFD');
  });

  it('tells a screen reader what it shows: title, description, and each bar', () => {
    const svg = reportChart(exposureReport([debtor('a', 'A', 123_456n)], undefined), FRAME);
    expect(svg).toContain('role="img" aria-labelledby="title description"');
    expect(svg).toContain('<title id="title">Obligo und erwarteter Verlust nach Klassen</title>');
    expect(svg).toMatch(/<desc id="description">[^<]*A \(1\): 1\.234,56[^<]*kein erwarteter Verlust/);
    expect(svg).toContain('role="listitem" aria-label="A (1): 1.234,56"');
    expect(reportChart(exposureReport([], undefined), { ...FRAME, language: 'en' })).toContain(
      'There is nothing.',
    );
  });

  it('of a migration has a cell for whoever moved, with number and share', () => {
    const svg = reportChart(
      migrationReport([debtor('a', 'A', 1n), debtor('b', 'A', 1n)], [debtor('a', 'B', 1n)]),
      {
        ...FRAME,
        from: '2025-12-31',
      },
    );
    expect(svg).toContain('aria-label="A → B: 1, 50 %"');
    expect(svg).toContain('aria-label="A → fort: 1, 50 %"');
    expect(svg).toContain('31.12.2025 – 31.12.2026');
  });
});

it('numbers are written as readers of the language expect them', () => {
  expect(localAmount(-123_456_789n, 'EUR', 'de')).toBe('-1.234.567,89');
  expect(localAmount(123_456_789n, 'EUR', 'en')).toBe('1,234,567.89');
  expect(localAmount(1_234n, 'JPY', 'de')).toBe('1.234');
  expect(localDecimal('1234.5', 'de')).toBe('1.234,5');
});
