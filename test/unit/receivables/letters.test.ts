import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressLines, composeLetter } from '../../../functions/receivables/domain/letters/compose-letter.ts';
import { formatAmount, formatDay } from '../../../functions/receivables/domain/letters/letter-format.ts';
import { fillText, unknownPlaceholders } from '../../../functions/receivables/domain/letters/letter-texts.ts';
import { writeLetterPdf } from '../../../functions/receivables/letters/write-letter-pdf.ts';
import { letterFonts, proposedLetter, SENDER } from '../../support/letter-fixture.ts';

const frame = { sender: SENDER, asOf: '2026-03-06', currency: 'EUR', levels: 3 };
const AT = new Date('2026-03-06T08:00:00.000Z');
const VALUES = { partner: '{total}', company: 'C', level: '2', total: '1 €', payBy: 'morgen', date: 'heute' };

describe('amounts and days as people write them', () => {
  it.each([
    [123_456_789n, 'EUR', 'de', '1.234.567,89 €'],
    [-99n, 'EUR', 'de', '-0,99 €'],
    [100_000n, 'EUR', 'en', 'EUR 1,000.00'],
    [1_000n, 'JPY', 'en', 'JPY 1,000'],
    [1_000n, 'CHF', 'de', '10,00 CHF'],
  ] as const)('%s %s in %s', (minor, currency, language, text) => {
    expect(formatAmount(minor, currency, language)).toBe(text);
  });

  it('days', () => {
    expect(formatDay('2026-02-04', 'de')).toBe('04.02.2026');
    expect(formatDay('2026-02-04', 'en')).toBe('4 February 2026');
  });
});

describe('texts', () => {
  it('are filled in once: a name in braces is not a placeholder', () => {
    expect(fillText('{partner}: {total} bis {payBy} {other}', VALUES)).toBe(
      '{total}: 1 € bis morgen {other}',
    );
    expect(unknownPlaceholders('{total} {Total} {} {constructor}')).toEqual(['Total', '', 'constructor']);
  });

  it('are never changed but at placeholders', () => {
    const plain = fc.string().filter((text) => !/[{}]/.test(text));
    fc.assert(
      fc.property(plain, plain, (before, after) => {
        expect(fillText(`${before}{total}${after}`, VALUES)).toBe(`${before}1 €${after}`);
      }),
    );
  });
});

describe('a letter', () => {
  it('says what is open, what it costs and until when', () => {
    const letter = composeLetter(proposedLetter(1), frame);
    expect(letter.recipient).toEqual([
      'Źdźbło i Čeněk Růžička Sp. z o.o.',
      'ul. Świętokrzyska 7/2',
      '00-360 Łódź',
      'POLEN',
    ]);
    expect(letter.subject).toBe('2. Mahnung');
    expect(letter.rows).toEqual([
      ['RE-2026-0001', '05.01.2026', '04.02.2026', '2', '1.234,56 €'],
      ['RE-2026-0002', '05.01.2026', '04.02.2026', 'Guthaben', '-50,00 €'],
    ]);
    expect(letter.sums).toEqual([
      { label: 'Offene Posten', value: '1.184,56 €' },
      { label: 'Verzugszinsen bis 06.03.2026', value: '3,10 €' },
      { label: 'Mahnkosten (Schadensersatz, nicht steuerbar)', value: '2,50 €' },
    ]);
    expect(letter.total).toEqual({ label: 'Zu zahlen', value: '1.190,16 €' });
    expect(letter.closing).toContain('1.190,16 € bis zum 16.03.2026');
    expect(letter.payment).toContainEqual({ label: 'IBAN', value: 'DE02 1203 0000 0000 2020 51' });
  });

  it('speaks the partner’s language, and the company’s own words', () => {
    expect(composeLetter(proposedLetter(1, 'en'), frame)).toMatchObject({
      subject: 'Reminder no. 2',
      total: { label: 'To be paid', value: 'EUR 1,190.16' },
    });
    const own = { subject: 'Noch offen: {total}', opening: 'Moin {partner}', closing: 'bis {payBy}' };
    const letter = composeLetter(proposedLetter(1), { ...frame, texts: { de: own } });
    expect(letter).toMatchObject({ subject: 'Noch offen: 1.190,16 €', closing: 'bis 16.03.2026' });
    expect(composeLetter(proposedLetter(1, 'en'), { ...frame, texts: { de: own } }).subject).toBe(
      'Reminder no. 2',
    );
  });

  it('has no empty line in the window', () => {
    expect(addressLines('Ada', undefined)).toEqual(['Ada']);
    expect(addressLines('Ada', { city: 'Kiel', country: 'DE' })).toEqual(['Ada', 'Kiel']);
  });
});

const pagesOf = (pdf: Buffer) => [...pdf.toString('latin1').matchAll(/\/Type \/Page\b/g)].length;

/** What all streams of the file hold, as text. */
function contentOf(pdf: Buffer): string {
  const text = pdf.toString('latin1');
  const streams = [...text.matchAll(/stream\n([\s\S]*?)\nendstream/g)].map(([, body = '']) => {
    try {
      return inflateSync(Buffer.from(body, 'latin1')).toString('latin1');
    } catch {
      return '';
    }
  });
  return streams.join('\n');
}

describe('the PDF', () => {
  it('is the same file for the same letter, and names the time it was given', async () => {
    const letter = composeLetter(proposedLetter(2), frame);
    const [first, second] = [
      await writeLetterPdf(letter, letterFonts(), AT),
      await writeLetterPdf(letter, letterFonts(), AT),
    ];
    expect(first.equals(second)).toBe(true);
    expect(first.subarray(0, 5).toString()).toBe('%PDF-');
    expect(first.toString('latin1')).toContain('(D:20260306080000Z)');
    expect(pagesOf(first)).toBe(1);
    expect(first.length).toBeLessThan(60_000);
  });

  it('embeds glyphs for €, umlauts and Polish and Czech letters', async () => {
    const pdf = await writeLetterPdf(composeLetter(proposedLetter(1), frame), letterFonts(), AT);
    const content = contentOf(pdf).toLowerCase();
    for (const letter of '€äöüßŹźłČčěůžŚę') {
      expect(content).toContain(letter.charCodeAt(0).toString(16).padStart(4, '0'));
    }
    expect(pdf.toString('latin1')).not.toContain('/Helvetica');
  });

  it('goes on over pages, for as many items as there are', async () => {
    for (const [items, pages] of [
      [3, 1],
      [40, 2],
      [120, 5],
    ] as const) {
      const pdf = await writeLetterPdf(composeLetter(proposedLetter(items), frame), letterFonts(), AT);
      expect([items, pagesOf(pdf)]).toEqual([items, pages]);
    }
  });

  it('takes hostile texts', async () => {
    const letter = composeLetter(proposedLetter(1), frame);
    const long = 'W'.repeat(2_000);
    const texts = {
      recipient: Array(9).fill(long),
      opening: `(\\) ${long} \u0000\u{1F4B6}\r\n`,
      closing: '',
    };
    const pdf = await writeLetterPdf(
      { ...letter, ...texts, rows: [[long, long, long, long, long]] },
      letterFonts(),
      AT,
    );
    expect(pagesOf(pdf)).toBeLessThan(4);
  });
});
