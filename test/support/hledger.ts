import { spawnSync } from 'node:child_process';

/** Whether hledger, another bookkeeping program, is installed: it then checks what we exported. */
export const HLEDGER_IS_HERE = spawnSync('hledger', ['--version']).status === 0;

/**
 * Balance of every account of an exported journal, as hledger adds it up, closing entries left out, by account
 * number. hledger itself refuses a transaction that does not balance.
 */
export function hledgerBalances(journal: string, ...query: string[]): Map<string, string> {
  const args = ['-f', '-', 'balance', '--flat', '--no-total', '-O', 'csv', 'not:tag:kind=closing', ...query];
  const env = { ...process.env, LANG: 'C.UTF-8' };
  const { status, stdout, stderr } = spawnSync('hledger', args, {
    input: journal,
    encoding: 'utf8',
    env,
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(stderr);
  const rows = stdout.trim().split('\n').slice(1);
  return new Map(
    rows.map((row) => {
      const [, account = '', amount = ''] = /^"(\d+)[^"]*","(-?[\d.]+) [A-Z]{3}"$/.exec(row) ?? [];
      if (account === '') throw new Error(`hledger said: ${row}`);
      return [account, amount];
    }),
  );
}

/** The same of a trial balance as the API answers it; accounts at zero are left out, as hledger does. */
export function trialBalances(report: {
  accounts: readonly { account: string; balance: string }[];
}): Map<string, string> {
  const moved = report.accounts.filter(({ balance }) => Number(balance) !== 0);
  return new Map(moved.map(({ account, balance }) => [account, balance]));
}
