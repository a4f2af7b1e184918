import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { sanitizeMailHtml } from '../../../../functions/tickets/mail/sanitize.ts';

/* Old and new tricks by which HTML of a mail runs or loads something (cases as in the OWASP filter evasion collection). */

describe('HTML of a mail', () => {
  it.each([
    ['<p onclick="x()">Hi</p>', '<p>Hi</p>'],
    ['<script>alert(1)</script>Hi', 'Hi'],
    ['<SCRIPT SRC=//x>alert(1)</SCRIPT>Hi', 'Hi'],
    ['<img src="https://spy.test/p.gif">Hi', 'Hi'],
    ['<img src="cid:a@b" onerror=x()>', '<img src="cid:a@b">'],
    ['<img src="cid:a" srcset="https://spy.test/p.gif 2x">', '<img src="cid:a">'],
    ['<a href="javascript:x()">a</a>', '<a rel="noopener noreferrer nofollow">a</a>'],
    ['<a href="java\tscript:x()">a</a>', '<a rel="noopener noreferrer nofollow">a</a>'],
    ['<a href="&#106;avascript:x()">a</a>', '<a rel="noopener noreferrer nofollow">a</a>'],
    ['<a href="//x.test">a</a>', '<a rel="noopener noreferrer nofollow">a</a>'],
    [
      '<a href="https://x.test/?a=1&b=2">a</a>',
      '<a href="https://x.test/?a=1&amp;b=2" rel="noopener noreferrer nofollow">a</a>',
    ],
    ['<b><i>x</b>y', '<b><i>x</i></b>y'],
    ['<div style="background:url(https://spy.test)">x</div>', '<div>x</div>'],
    ['<svg><a href="x"><script>1</script></a></svg>y', 'y'],
    ['<math><mtext><table><mglyph><style><img src=x onerror=x()>', ''],
    ['<noscript><p title="</noscript><img src=x onerror=x()>">', '<p></p>'],
    ['&lt;script&gt;alert(1)&lt;/script&gt;', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    ['<!--<script>-->x', 'x'],
    ['<base href="https://x"><link rel=stylesheet href=x><meta http-equiv=refresh content=0>x', 'x'],
    ['<form action=/x><input value=a><button>b</button></form>x', 'bx'],
    ['<p>a<form>b</form></p>c', '<p>a</p>bc'],
    ['<p>a<b<p>b<p>c', '<p>ab</p><p>c</p>'],
  ])('%j becomes %j', (html, clean) => expect(sanitizeMailHtml(html)).toBe(clean));

  it('is text only where it is too long', () => {
    expect(sanitizeMailHtml('x'.repeat(500_001))).toBeUndefined();
    expect(sanitizeMailHtml('ä'.repeat(40_000))).toBeUndefined();
  });

  it('is balanced, and holds nothing that was not allowed, whatever comes', () => {
    const piece = fc.constantFrom(
      '<p>', '</p>', '<script>', '</script>', '<img src=', '"cid:a"', "'https://x'", '>', '<a href="', 'javascript:', '">', '</a>', '<svg>', '</svg>',
      '<style>', '</style>', '&lt;', '<!--', '-->', 'x', ' onload=', '<b', '<table><td>', '</table>',
    ); // biome-ignore format: a list of pieces
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const clean = sanitizeMailHtml(pieces.join('')) ?? '';
        expect(sanitizeMailHtml(clean)).toBe(clean);
        const open: string[] = [];
        const parser = new Parser({
          onopentagname: (name) => open.push(name),
          onopentag: (name, attributes) => {
            expect(name).toMatch(/^(?:p|img|a|b|table|td)$/);
            expect(
              Object.keys(attributes).filter((key) => !['href', 'rel', 'src', 'alt'].includes(key)),
            ).toEqual([]);
            expect(attributes.src ?? 'cid:').toMatch(/^cid:/);
            expect(attributes.href ?? 'https://').toMatch(/^https?:\/\//);
          },
        });
        parser.write(clean);
        parser.end();
      }),
    );
  });
});
