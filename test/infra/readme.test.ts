import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { MAX_LINES, MIN_LINES } from '../../functions/ledger/domain/check-entry.ts';
import { MAX_TAIL_BLOCKS } from '../../functions/ledger/domain/journal-head.ts';
import { MAX_BATCH_ENTRIES } from '../../functions/ledger/routes/entries.ts';
import { MAX_ROWS } from '../../functions/ledger/usecases/read-trial-balance.ts';
import { budgetOf } from '../../infra/budgets.ts';
import { ROLE_NAMES } from '../../shared/access.ts';
import { ofType, synthesizeBackoffice } from '../support/templates.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const PAGES = [
  'README.md',
  ...globSync(['{shared,infra}/**/README.md', 'functions/**/README.md', 'docs/**/*.md'], { cwd: ROOT }),
];
const README = readFileSync(path.join(ROOT, 'README.md'), 'utf8');
const PROCEDURE = readFileSync(path.join(ROOT, 'docs/procedure.md'), 'utf8');

/** Names of headings as links call them. */
function anchorsOf(page: string): string[] {
  const headings = [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading);
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );
}

describe('the pages', () => {
  it.each(PAGES)('%s links to files and headings that are there', (page) => {
    const text = readFileSync(path.join(ROOT, page), 'utf8');
    const broken = [...text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = '']) => {
      if (/^[a-z]+:/.test(target)) return [];
      const [file = '', anchor] = target.split('#');
      const place = file === '' ? path.join(ROOT, page) : path.resolve(ROOT, path.dirname(page), file);
      if (!existsSync(place)) return [target];
      const known = anchor === undefined || anchorsOf(readFileSync(place, 'utf8')).includes(anchor);
      return known ? [] : [target];
    });
    expect(broken).toEqual([]);
  });
});

describe('the README', () => {
  it('says of every function what breaks when it fails, in the words of its alarms', () => {
    const functions = ofType(synthesizeBackoffice(), 'AWS::Lambda::Function').map(({ properties }) => {
      const name = String(properties.FunctionName).replace(/^backoffice-[a-z]+-/, '');
      return `| \`${name}\` | ${properties.Description} |`;
    });
    expect(functions.length).toBeGreaterThan(10);
    expect(functions.filter((row) => !README.includes(row))).toEqual([]);
  });

  it('states the limits that the code has', () => {
    const number = (value: number) => value.toLocaleString('en-US');
    const stated = [
      `| lines of an entry | ${MIN_LINES} to ${MAX_LINES} |`,
      `| batch over HTTP | ${number(MAX_BATCH_ENTRIES)} entries`,
      `| trial balance | ${number(MAX_ROWS)} rows`,
      `| unfolded tail | ${MAX_TAIL_BLOCKS} blocks`,
      `HTTP ${budgetOf('any-http').maxBytes / 1000} kB`,
      `workers ${budgetOf('any-on-event').maxBytes / 1000} kB`,
    ];
    expect(stated.filter((text) => !README.includes(text))).toEqual([]);
  });

  it('lists every setting of a deployment', () => {
    const source = readFileSync(path.join(ROOT, 'infra/settings.ts'), 'utf8');
    const names = [...source.matchAll(/^ {2}(\w+): /gm)].map(([, name = '']) => name);
    expect(names).toContain('archiveLockYears');
    expect(names.filter((name) => !README.includes(`\`${name}\``))).toEqual([]);
  });
});

describe('the procedure documentation', () => {
  it('has the parts that GoBD Rz. 151 ff. name', () => {
    for (const part of [
      'Allgemeine Beschreibung',
      'Anwenderdokumentation',
      'Technische Systemdokumentation',
      'Betriebsdokumentation',
      'Internes Kontrollsystem',
    ])
      expect(PROCEDURE).toMatch(new RegExp(`^## \\d ${part}`, 'm'));
  });

  it('speaks of roles that exist', () => {
    const named = [...PROCEDURE.matchAll(/^\| `([a-z-]+)`.* \|/gm)].map(([, role = '']) => role);
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((role) => !(ROLE_NAMES as string[]).includes(role))).toEqual([]);
  });
});
