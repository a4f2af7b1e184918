import { invariant } from '../../../shared/kernel/errors.ts';
import {
  type Books,
  findRefusal,
  fiscalYearOf,
  type NewEntry,
  openHead,
  type Posting,
  toCompanyNumber,
} from '../../ledger/books.ts';
import type { LedgerCompany } from '../../ledger/reader.ts';
import { chargeEntry, USUAL_CHARGE_ACCOUNTS } from '../domain/dunning/charges.ts';
import { refuseDunning } from '../domain/dunning/dunning-errors.ts';
import type { DunningSettings } from '../domain/dunning/dunning-settings.ts';
import type { ProposedLetter } from '../domain/dunning/propose-dunning.ts';
import type { DunningRunRow } from '../table/dunning.ts';

export type ChargeBooks = Pick<Books, 'post' | 'reader'>;

/** A letter of a run with its number. */
export interface NumberedLetter {
  readonly number: number;
  readonly proposed: ProposedLetter;
}

function accountsOf({ chart, accountLength }: LedgerCompany, { accounts = {} }: DunningSettings) {
  const usual = chart === 'none' ? undefined : USUAL_CHARGE_ACCOUNTS[chart];
  const of = (name: 'interest' | 'costs') =>
    accounts[name] ?? (usual && toCompanyNumber(usual[name], accountLength));
  const [interest, costs] = [of('interest'), of('costs')];
  if (interest !== undefined && costs !== undefined) return { interest, costs };
  const detail = 'A chart of your own has no usual accounts: name `accounts.interest` and `accounts.costs`.';
  throw refuseDunning('receivables.no-charge-accounts', detail);
}

/** What the approval of a run books; nothing where charges are only shown. @throws receivables.no-charge-accounts */
export function chargeEntries(
  company: LedgerCompany,
  run: DunningRunRow,
  settings: DunningSettings,
  letters: readonly NumberedLetter[],
): NewEntry[] {
  if (settings.terms.charges !== 'booked') return [];
  const { chart, accountLength } = company;
  const books = { chart, accountLength, accounts: accountsOf(company, settings) };
  return letters.flatMap(({ number, proposed }) => chargeEntry(run, number, proposed, books) ?? []);
}

/** Refuses before anything is decided what the journal would refuse afterwards: closed periods, unknown accounts. */
export async function assertBookable(
  { reader }: ChargeBooks,
  company: LedgerCompany,
  entries: readonly NewEntry[],
): Promise<void> {
  const [first] = entries;
  if (!first) return;
  const fiscalYear = fiscalYearOf(first.date, company.fiscalYearStart);
  const chart = await reader.loadChart(company);
  const head = await reader.loadHead(company.id, fiscalYear);
  // A year without a journal is opened with its first entry.
  const rules = { ...company, chart, head: head ?? openHead(company.id, fiscalYear, chart.version) };
  for (const entry of entries) {
    const refusal = findRefusal(entry, rules);
    if (refusal) throw refusal;
  }
}

/** Books the charges of a run; those that are there already stay. @throws what the journal has against one of them */
export async function bookCharges(
  { post }: ChargeBooks,
  posting: Posting,
  entries: readonly NewEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  const results = await post(posting, entries);
  for (const result of results) if (result.status === 'refused') throw result.problem;
  invariant(results.length === entries.length, 'every entry has a result');
}
