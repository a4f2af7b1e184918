import { describe, expect, it } from 'vitest';
import { checkImports } from '../../infra/check-imports.ts';
import { IMPORT_RULES } from '../../infra/import-rules.ts';
import { withProject } from '../support/project-fixture.ts';

/** For each rule a small project that breaks it: what imports what. The rule must name exactly that import. */
const VIOLATIONS: readonly { rule: string; from: string; to: string; also?: Record<string, string> }[] = [
  { rule: 'kernel-stands-alone', from: 'shared/kernel/money.ts', to: 'shared/http/api.ts' },
  { rule: 'shared-knows-no-module', from: 'shared/http/api.ts', to: 'functions/ledger/contract.ts' },
  { rule: 'domain-is-pure', from: 'functions/ledger/domain/block.ts', to: 'shared/table/table.ts' },
  {
    rule: 'domain-is-pure',
    from: 'functions/ledger/domain/block.ts',
    to: 'functions/credit/domain/limit.ts',
  },
  { rule: 'rules-are-pure', from: 'functions/ledger/rules.ts', to: 'shared/table/table.ts' },
  {
    rule: 'definitions-define',
    from: 'functions/ledger/table.ts',
    to: 'functions/ledger/usecases/post-entry.ts',
  },
  {
    rule: 'use-cases-take-ports',
    from: 'functions/ledger/usecases/post-entry.ts',
    to: 'functions/ledger/store.ts',
  },
  { rule: 'stores-write-nothing-else', from: 'functions/ledger/store.ts', to: 'shared/http/api.ts' },
  { rule: 'modules-meet-at-contracts', from: 'functions/ledger/http.ts', to: 'functions/credit/store.ts' },
  {
    rule: 'entries-are-ends',
    from: 'functions/ledger/usecases/post-entry.ts',
    to: 'functions/ledger/http.ts',
  },
  { rule: 'infra-reads-contracts', from: 'infra/app.ts', to: 'functions/ledger/store.ts' },
  { rule: 'product-knows-no-infra', from: 'functions/ledger/store.ts', to: 'infra/settings.ts' },
];

const text = (path: string) => `export const here = '${path}';\n`;
const importing = (specifier: string) =>
  `import * as other from '${specifier}';\nexport const uses = other;\n`;
const relative = (from: string, to: string) => `${'../'.repeat(from.split('/').length - 1)}${to}`;

describe('the import rules', () => {
  it.each(VIOLATIONS)('$rule: $from must not import $to', async ({ rule, from, to }) => {
    const files = { [to]: text(to), [from]: importing(relative(from, to)) };
    const { problems } = await withProject(files, checkImports);
    expect(problems).toContainEqual(expect.stringContaining(`${from} -> ${to}: ${rule}`));
  });

  it.each([
    ['use-cases-take-ports', 'functions/ledger/usecases/post-entry.ts', '@aws-sdk/client-dynamodb'],
    ['domain-is-pure', 'functions/ledger/domain/block.ts', 'zod'],
    ['domain-is-pure', 'functions/ledger/domain/block.ts', 'node:fs'],
    ['kernel-stands-alone', 'shared/kernel/money.ts', 'zod'],
    ['product-ships-dependencies-only', 'functions/ledger/store.ts', 'fast-check'],
    ['everything-resolves', 'functions/ledger/store.ts', './not-here.ts'],
  ])('%s: %s must not import %s', async (rule, from, specifier) => {
    const { problems } = await withProject({ [from]: importing(specifier) }, checkImports);
    expect(problems).toContainEqual(expect.stringMatching(new RegExp(`^${from} -> .*: ${rule}`)));
  });

  it('no-cycles: two files must not need each other', async () => {
    const files = {
      'shared/kernel/a.ts': importing('./b.ts'),
      'shared/kernel/b.ts': importing('./a.ts'),
    };
    const { problems } = await withProject(files, checkImports);
    expect(problems).toContainEqual(expect.stringContaining('no-cycles'));
  });

  it('lets through what the layers allow', async () => {
    const files = {
      'shared/kernel/money.ts': importing('node:crypto'),
      'shared/http/api.ts': importing('../kernel/money.ts'),
      'functions/credit/contract.ts': importing('zod'),
      'functions/ledger/domain/block.ts': importing('../../../shared/kernel/money.ts'),
      'functions/ledger/rules.ts': importing('./domain/block.ts'),
      'functions/credit/domain/limit.ts': importing('../../ledger/rules.ts'),
      'functions/ledger/store.ts': importing('./domain/block.ts'),
      'functions/ledger/usecases/post-entry.ts': `import type * as store from '../store.ts';\nexport type Port = typeof store;\n`,
      'functions/ledger/http.ts': importing('../credit/contract.ts'),
      'infra/app.ts': importing('../functions/credit/contract.ts'),
    };
    const { seen, problems } = await withProject(files, checkImports);
    expect(problems).toEqual([]);
    expect(seen).toBe(Object.keys(files).length);
  });

  it('are each shown to fire', () => {
    const shown = new Set([
      ...VIOLATIONS.map(({ rule }) => rule),
      'product-ships-dependencies-only',
      'everything-resolves',
      'no-cycles',
    ]);
    expect([...shown].toSorted()).toEqual(IMPORT_RULES.map(({ name }) => name).toSorted());
  });
});
