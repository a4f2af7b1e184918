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
