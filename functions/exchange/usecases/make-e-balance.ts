import type { LedgerCompany, LedgerReader } from '../../ledger/reader.ts';
import { chartAccount, toChartNumber } from '../../ledger/rules.ts';
import { addToYear, eBalanceCsv, type NamedAccount, type YearBalance } from '../domain/e-balance.ts';
import { refuse } from '../errors.ts';
import { pinJournal } from './read-entries.ts';

export interface MakeEBalanceDeps {
  readonly reader: Pick<LedgerReader, 'loadHead' | 'blocksAfter' | 'loadChart' | 'listFiscalYears'>;
}

/** Where personal accounts are shown: trade receivables and payables (§266 HGB). */
const PERSONAL_POSITION = { customer: 'A.B.II.1', vendor: 'P.C.4', general: '' } as const;

/**
 * Account balances of a fiscal year for the E-Bilanz (§5b EStG), as CSV. Memory holds one balance an account.
 * @throws `exchange.unknown-fiscal-year`, and `exchange.year-not-opened` where the year before has a journal that nobody
 *   has carried forward: balances would begin at zero
 */
export async function makeEBalance(
  { reader }: MakeEBalanceDeps,
  company: LedgerCompany,
  fiscalYear: number,
): Promise<Iterable<string>> {
  const journal = await pinJournal(reader, company, fiscalYear);
  if (!journal) throw refuse('exchange.unknown-fiscal-year', `There are no entries in ${fiscalYear}.`);
  const years = await reader.listFiscalYears(company.id);
  if (!journal.opened && years.some((year) => year.fiscalYear < fiscalYear)) {
    const detail = `${fiscalYear} has no opening entries: carry the balances of the year before forward first.`;
    throw refuse('exchange.year-not-opened', detail);
  }
  const balances = new Map<string, YearBalance>();
  for await (const block of journal.blocks()) for (const entry of block.entries()) addToYear(balances, entry);
  const chart = await reader.loadChart(company);
  const nameOf = (account: string): NamedAccount => {
    const info = chart.find(account);
    const number = toChartNumber(account, company.accountLength);
    const known =
      company.chart === 'none' || number === undefined ? undefined : chartAccount(company.chart, number);
    return {
      name: info?.name ?? account,
      position: known?.position ?? PERSONAL_POSITION[info?.kind ?? 'general'],
    };
  };
  return eBalanceCsv(balances, nameOf, company.currency);
}
