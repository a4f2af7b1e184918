import * as fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { isReminded, reviewMail, reviewStep } from '../../../functions/tickets/domain/knowledge/review.ts';
import { suggest } from '../../../functions/tickets/domain/knowledge/suggest.ts';
import { isOpenedByPerson, sumUses } from '../../../functions/tickets/domain/knowledge/use.ts';
import { weighWords, wordsOf } from '../../../functions/tickets/domain/knowledge/words.ts';
import { markdownToHtml } from '../../../functions/tickets/pages/markdown.ts';
import { countUse } from '../../../functions/tickets/usecases/count-use.ts';
import { monthsOf } from '../../../functions/tickets/usecases/read-use.ts';

const article = (articleId: string, title: string, text: string, category?: string) => ({
  articleId,
  category,
  words: weighWords(title, text, 200),
});

describe('suggestions', () => {
  const articles = [
    article('kno_1', 'Drucker druckt leere Seiten', 'Toner prüfen, Gerät neu starten.', 'printer'),
    article('kno_2', 'VPN einrichten', 'Gerät neu starten, Zertifikat wählen.'),
    article('kno_3', 'Urlaub beantragen', 'Im Portal.'),
  ];

  it('are those that share rare words, with the words as reasons', () => {
    const found = suggest(articles, { title: 'Mein Drucker druckt nur leer', category: 'printer' }, 10);
    expect(found.map((one) => one.article.articleId)).toEqual(['kno_1']);
    expect(found[0]?.reasons).toEqual({ words: expect.arrayContaining(['druck', 'leer']), category: true });
    const both = suggest(articles, { title: 'Gerät', text: 'VPN' }, 10).map((one) => one.article.articleId);
    expect(both[0]).toBe('kno_2');
  });

  it('take case, accents and endings for nothing', () => {
    expect(wordsOf('DRUCKERN Größe prüfen')).toEqual(wordsOf('drucker grösse prüfe'));
  });

  it('are no more than asked for, best first', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 0, max: 5 }), (title, most) => {
        const scores = suggest(articles, { title, text: 'Gerät Drucker' }, most).map(({ score }) => score);
        expect(scores.length).toBeLessThanOrEqual(most);
        expect(scores).toEqual(scores.toSorted((a, b) => b - a));
      }),
    );
  });
});

describe('the text of an article', () => {
  it('is marked up', () => {
    expect(markdownToHtml('# A\n\n- **b**\n- `<i>`\n\n[c](https://example.com/?a=1&b=2)')).toBe(
      '<h2>A</h2>\n<ul><li><strong>b</strong></li><li><code>&lt;i&gt;</code></li></ul>\n' +
        '<p><a href="https://example.com/?a=1&amp;b=2" rel="noopener noreferrer">c</a></p>',
    );
    expect(markdownToHtml('[x](javascript:alert(1))')).not.toContain('<a');
  });

  it('never brings a tag or an attribute of its own', () => {
    const ours =
      /<\/?(?:h[2-5]|p|br|ul|ol|li|blockquote|pre|code|strong|em|a)(?: href="[^"<>]*" rel="noopener noreferrer")?>/g;
    const piece = fc.constantFrom(
      '<img src=x onerror=a()>',
      '`',
      '**',
      '*',
      '[a](https://x" onclick="y)',
      '```',
      '\n',
      '> ',
      '# ',
      '"',
      'w',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const rest = markdownToHtml(pieces.join('')).replaceAll(ours, '');
        expect(rest).not.toMatch(/[<>"]/);
      }),
    );
  });
});

describe('the use of articles', () => {
  afterEach(() => void vi.useRealTimers());
  const NOW = new Date('2026-03-31T23:59:59Z');

  it('is of people, as far as their browsers say', () => {
    const by = (agent: string, more = {}) => isOpenedByPerson({ 'user-agent': agent, ...more });
    const browser =
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148';
    expect(by(browser)).toBe(true);
    expect(by(browser, { 'sec-purpose': 'prefetch;prerender' })).toBe(false);
    expect(isOpenedByPerson({})).toBe(false);
    const machines = [
      'curl/8.5.0',
      'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)',
      'Mozilla/5.0 (Windows NT 10.0) SkypeUriPreview Preview/0.5',
      'Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/140.0',
    ];
    expect(machines.filter((agent) => by(agent))).toEqual([]);
  });

  it('adds up, most opened first', () => {
    const use = (key: string, opened: number) => ({ key, suggested: 1, opened, helped: 0, solved: 0 });
    const sums = sumUses([use('a', 1), use('b', 3), use('a', 1)], ({ key }) => key);
    expect(sums.map(({ key, counts }) => [key, counts.opened, counts.suggested])).toEqual([
      ['b', 3, 1],
      ['a', 2, 2],
    ]);
  });

  it('never fails and is not waited for', async () => {
    const said: string[] = [];
    const log = (_: string, message: string) => void said.push(message);
    const failing = { countUse: () => Promise.reject(new Error('no')) };
    await countUse({ knowledge: failing, log }, 'acme', ['kno_1'], 'opened', NOW);
    expect(said).toEqual(['a use was not counted']);

    vi.useFakeTimers();
    const keys: string[] = [];
    const slow = {
      countUse: ({ month }: { month: string }) => {
        keys.push(month);
        return new Promise<number>(() => {});
      },
    };
    const counted = countUse({ knowledge: slow, log }, 'acme', ['kno_1', 'kno_2'], 'suggested', NOW);
    await vi.runAllTimersAsync();
    await counted;
    expect(keys).toEqual(['2026-03', '2026-03']);
  });

  it('is read for at most three years', () => {
    expect(monthsOf({}, NOW)).toEqual(['2026-03']);
    expect(monthsOf({ from: '2025-11', to: '2026-02' }, NOW)).toEqual([
      '2025-11',
      '2025-12',
      '2026-01',
      '2026-02',
    ]);
    expect(monthsOf({ from: '2023-04' }, NOW)).toHaveLength(36);
    expect(() => monthsOf({ from: '2023-03' }, NOW)).toThrow('no months');
    expect(() => monthsOf({ from: '2026-04' }, NOW)).toThrow('no months');
  });
});

describe('an article that is to be looked at', () => {
  const reviewOn = '2026-11-30';

  it('is told on its day, a week later, then every 30 days', () => {
    const days = [
      '2026-11-29',
      '2026-11-30',
      '2026-12-06',
      '2026-12-07',
      '2027-01-05',
      '2027-01-06',
      '2027-02-05',
    ];
    expect(days.map((day) => reviewStep(reviewOn, day))).toEqual([undefined, 0, 0, 1, 1, 2, 3]);
  });

  it('is told once for each step that was reached, whatever was missed', () => {
    const told = (step: number, day: string, on = reviewOn) =>
      isReminded({ reviewOn, reminded: { reviewOn: on, step } }, day);
    expect(isReminded({ reviewOn }, '2027-01-06')).toBe(true);
    expect(isReminded({}, '2027-01-06')).toBe(false);
    expect([told(1, '2027-01-06'), told(2, '2027-01-06')]).toEqual([true, false]);
    expect(told(5, reviewOn, '2025-11-30')).toBe(true);
  });

  it('stands in the mail, longest due first', () => {
    const articles = [
      { articleId: 'kno_2', title: 'Toner', reviewOn },
      { articleId: 'kno_1', title: 'VPN', reviewOn: '2026-10-01' },
    ];
    const { subject, text } = reviewMail(articles, 'de');
    expect(subject).toBe('2 Artikel der Wissensdatenbank sind zu prüfen');
    expect(text).toMatch(/- VPN \(zu prüfen seit 2026-10-01, kno_1\)\n- Toner/);
  });
});
