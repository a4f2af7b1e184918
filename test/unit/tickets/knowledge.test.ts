import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { suggest } from '../../../functions/tickets/domain/knowledge/suggest.ts';
import { weighWords, wordsOf } from '../../../functions/tickets/domain/knowledge/words.ts';
import { markdownToHtml } from '../../../functions/tickets/pages/markdown.ts';

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
