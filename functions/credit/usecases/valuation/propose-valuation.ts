import { requestApproval } from '../../../../shared/approvals.ts';
import { recordChange } from '../../../../shared/changes.ts';
import { utcDay } from '../../../../shared/kernel/calendar-date.ts';
import type { NewId } from '../../../../shared/kernel/ids.ts';
import type { Write } from '../../../../shared/table/writes.ts';
import type { LedgerCompany } from '../../../ledger/reader.ts';
import { containedTax } from '../../domain/valuation/net-of-tax.ts';
import { packJson } from '../../domain/valuation/packed-json.ts';
import {
  type SpecificLoss,
  type Valuation,
  type ValuationTerms,
  valueDebtors,
} from '../../domain/valuation/value-debtors.ts';
import { refuse } from '../../errors.ts';
import type { ValuationStore } from '../../store/valuations.ts';
import type { CreditValuationRow } from '../../table.ts';
import type { Who } from '../put-profile.ts';
import { type ReadValuedDebtorsDeps, readValuedDebtors } from './read-valued-debtors.ts';

export interface ProposeValuationDeps extends ReadValuedDebtorsDeps {
  readonly valuations: Pick<ValuationStore, 'addPart' | 'addValuation' | 'transact'>;
  readonly newId: NewId;
  readonly clock: () => number;
}

/** What whoever proposes a valuation says; shares are decimals from 0 to 1. */
export interface ValuationWish extends ValuationTerms {
  readonly asOf: string;
  readonly specific: readonly (SpecificLoss & { readonly customer: string; readonly reason: string })[];
  readonly publicBodies: readonly string[];
  /** VAT rate of items whose entry does not tell it, such as balances carried forward. */
  readonly taxOfUntold?: string | undefined;
}

export type ValuationFigures = Omit<Valuation, 'debtors'>;

const DEBTORS_OF_PART = 2_000;
const SECONDS = 22;

function invalid(pointer: string, detail: string) {
  return refuse('credit.invalid-valuation', detail, { errors: [{ pointer, detail }] });
}

/**
 * Values the receivables of a day and asks somebody else to approve it. Nothing is booked; the figures stay as they are. Where the
 * items that are valued differ from the ledger, that is shown, and nobody can approve it.
 * @throws credit.invalid-valuation, credit.impossible-figure, credit.report-too-long
 */
export async function proposeValuation(
  deps: ProposeValuationDeps,
  company: LedgerCompany,
  wish: ValuationWish,
  who: Who,
  together: (row: CreditValuationRow) => readonly Write[],
): Promise<CreditValuationRow> {
  const { asOf, specific, taxOfUntold } = wish;
  const { principal, now, requestId } = who;
  if (company.chart === 'none')
    throw invalid('/asOf', 'A chart of your own has no accounts of allowances that we know.');
  if (asOf > utcDay(now)) throw invalid('/asOf', `${asOf} lies in the future.`);
  const end = deps.clock() + SECONDS * 1_000;
  const assertTime = () => {
    if (deps.clock() < end) return;
    throw refuse('credit.report-too-long', `After ${SECONDS} seconds not all open items were valued.`);
  };
  const said = {
    specific: new Map(specific.map(({ customer, share, lasting }) => [customer, { share, lasting }])),
    publicBodies: new Set(wish.publicBodies),
    otherwise: taxOfUntold === undefined ? undefined : containedTax(taxOfUntold),
  };
  const { debtors, untold, reconciliation } = await readValuedDebtors(deps, company, asOf, said, assertTime);
  if (untold.length > 0)
    throw invalid(
      '/taxOfUntold',
      `How much VAT is in ${untold.join(', ')} does not follow from the entries: say the rate.`,
    );
  const owing = new Set(debtors.map(({ customer }) => customer));
  const unknown = specific.findIndex(({ customer }) => !owing.has(customer));
  if (unknown >= 0)
    throw invalid(
      `/specific/${unknown}/customerId`,
      `${specific[unknown]?.customer} owes nothing on ${asOf}.`,
    );
  const { debtors: values, ...figures } = valueDebtors(debtors, wish);
  const id = deps.newId('val');
  let parts = 0;
  for (let at = 0; at < values.length; at += DEBTORS_OF_PART) {
    parts += 1;
    await deps.valuations.addPart(company.id, id, parts, packJson(values.slice(at, at + DEBTORS_OF_PART)));
  }
  const proposedAt = now.toISOString();
  const approvalId = deps.newId('apr');
  const row: CreditValuationRow = {
    company: company.id, id, asOf, state: 'proposed', said: packJson(wish), figures: packJson(figures), reconciliation: packJson(reconciliation),
    debtors: values.length, parts, hgb: figures.hgb, approvalId, proposedBy: principal.id, proposedAt, version: 1,
  }; // biome-ignore format: a record
  const approval = requestApproval({
    companyId: company.id, approvalId, kind: 'credit.book-valuation', subject: `credit-valuations/${id}`,
    payload: { valuationId: id }, reason: `Valuation of receivables as of ${asOf}`, requestedBy: principal.id, requestedAt: proposedAt,
  }); // biome-ignore format: a record
  const trace = recordChange({
    companyId: company.id, changeId: deps.newId('chg'), at: proposedAt, principal: principal.id, requestId,
    action: 'credit.valuation-proposed', subject: `credit-valuations/${id}`,
    after: { asOf, specific: String(figures.hgb.specificMinor), general: String(figures.hgb.generalMinor) },
  }); // biome-ignore format: a record
  await deps.valuations.transact([deps.valuations.addValuation(row), approval, trace, ...together(row)]);
  return row;
}
