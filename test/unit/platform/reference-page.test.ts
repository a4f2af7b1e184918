import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { referencePage } from '../../../functions/platform/domain/reference-page.ts';

test('the page of the real document names every operation, runs nothing and loads nothing', () => {
  const document = JSON.parse(readFileSync(new URL('../../../docs/openapi.json', import.meta.url), 'utf8'));
  const page = referencePage(document);
  for (const path of Object.keys(document.paths)) expect(page).toContain(path);
  expect(page).not.toMatch(/<script|<link|src=|@import|url\(/i);
});

test('what the document says is text, not markup', () => {
  const page = referencePage({
    info: { title: '<b>x</b>', version: '1' },
    paths: { '/a': { get: { summary: '<script>alert(1)</script>', responses: {} } } },
  });
  expect(page).not.toContain('<script>');
  expect(page).toContain('&lt;script&gt;');
});

test('members stand in a table with their type in words, those inside objects below, shapes as links', () => {
  const line = {
    type: 'object',
    required: ['account'],
    properties: { account: { type: 'string', maxLength: 9 } },
  };
  const schema = {
    type: 'object',
    properties: {
      kind: { enum: ['opening', 'regular'] },
      lines: { type: 'array', items: line, maxItems: 500 },
      owner: { $ref: '#/components/schemas/Member' },
    },
  };
  const page = referencePage({
    info: { title: 'x', version: '1' },
    paths: {
      '/a': {
        post: {
          requestBody: { content: { 'application/json': { schema } } },
          responses: {},
          security: [{ token: ['backoffice/write'] }],
          'x-permission': 'ledger.post',
        },
      },
    },
    components: {
      schemas: { Member: { type: 'object', properties: { since: { type: 'string', format: 'date-time' } } } },
    },
  });
  expect(page).toContain('<code>opening</code>, <code>regular</code>');
  expect(page).toContain(
    '<td><code>lines[].account</code><br><small>required</small></td><td>string, up to 9 characters',
  );
  expect(page).toContain('list of up to 500 items: object');
  expect(page).toContain('<a href="#shape-Member">Member</a>');
  expect(page).toContain('<section id="shape-Member">');
  expect(page).toContain('string, date-time');
  expect(page).toContain('Needs <code>backoffice/write</code> and <code>ledger.post</code>.');
});

test('every link of the page of the real document leads somewhere', () => {
  const document = JSON.parse(readFileSync(new URL('../../../docs/openapi.json', import.meta.url), 'utf8'));
  const page = referencePage(document);
  const targets = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id = '']) => id);
  expect(targets.length).toBeGreaterThan(50);
  expect(targets.filter((id) => !page.includes(`<section id="${id}">`))).toEqual([]);
});
