import { type Binding, on } from '../../../shared/http/binding.ts';
import { ok } from '../../../shared/http/replies.ts';
import { companyOf, type LedgerReader } from '../../ledger/reader.ts';
import type { Reporting } from '../compose.ts';
import {
  areTooMany,
  countSupply,
  type EcSupplies,
  startProofSums,
  suppliesToProve,
} from '../domain/ec-supplies.ts';
import { euros, figureText, figureTexts } from '../domain/figure-text.ts';
import type { Prepayments } from '../domain/prepayments.ts';
import * as routes from '../routes/vat-return.ts';
import { judgeSupplies } from '../usecases/judge-supplies.ts';
import { readVatReturn, type VatReturn } from '../usecases/read-vat-return.ts';

type Chart = Awaited<ReturnType<LedgerReader['loadChart']>>;

function detailViews({ figures }: VatReturn) {
  return figures.map((figure) => ({
    kz: figure.field.kz,
    evidence: figure.field.evidence,
    line: figure.field.line,
    label: figure.field.label,
    holds: figure.field.holds,
    exact: euros(figure.exactMinor),
    value: figureText(figure),
    computedTax: figure.computedTaxMinor === undefined ? undefined : euros(figure.computedTaxMinor),
    lines: figure.lines,
  }));
}

function reconciliationView({ groups, reconciling }: VatReturn, chart: Chart) {
  const { accounts, findings, findingsInAll } = reconciling;
  return {
    balanced: findingsInAll === 0 && groups.every(({ unexplainedMinor }) => unexplainedMinor === 0n),
    groups: groups.map((group) => ({
      kz: group.kz,
      ledger: euros(group.ledgerMinor),
      declared: euros(group.declaredMinor),
      difference: euros(group.differenceMinor),
      fromCutCents: euros(group.fromCutCentsMinor),
      fromRounding: euros(group.fromRoundingMinor),
      unexplained: euros(group.unexplainedMinor),
    })),
    accounts: [...accounts.values()]
      .sort((a, b) => (a.account < b.account ? -1 : 1))
      .map(({ account, side, kz, amountMinor, transferredMinor }) => ({
        account,
        name: chart.find(account)?.name ?? account,
        side,
        kz,
        amount: euros(amountMinor),
        transferred: euros(transferredMinor),
      })),
    findings: findings.map(({ baseMinor, expectedTaxMinor, bookedTaxMinor, ...finding }) => ({
      ...finding,
      base: euros(baseMinor),
      expectedTax: euros(expectedTaxMinor),
      bookedTax: euros(bookedTaxMinor),
    })),
    findingsInAll,
  };
}

function prepaymentsView({ periods, totalMinor, missing, doubled }: Prepayments) {
  return {
    periods: periods.map(({ amountMinor, ...one }) => ({ ...one, amount: euros(amountMinor) })),
    total: euros(totalMinor),
    missing: [...missing],
    doubled: [...doubled],
  };
}

/** What the supplies of Kz 41 lack; absent where there are none. */
async function proofsView(reporting: Reporting, companyId: string, supplies: EcSupplies) {
  if (areTooMany(supplies)) return { tooMany: true, supplies: supplies.size };
  const toProve = suppliesToProve(supplies);
  if (toProve.length === 0) return undefined;
  const sums = startProofSums();
  for (const { supply, lacks } of await judgeSupplies(reporting, companyId, toProve))
    countSupply(sums, supply, lacks);
  const { lacking, lackingMinor, lacks } = sums;
  return {
    tooMany: false,
    supplies: toProve.length,
    lacking,
    lackingAmount: euros(lackingMinor),
    lacks: { ...lacks },
  };
}

function bindVatReturn(reporting: Reporting): Binding {
  return on(routes.vatReturn, async ({ params, query }) => {
    const company = await companyOf(reporting, params.companyId);
    const made = await readVatReturn(reporting, company, query.year, query.period);
    const chart = await reporting.reader.loadChart(company);
    return ok({
      year: query.year,
      period: query.period,
      from: made.period.from,
      to: made.period.to,
      currency: company.currency,
      form: { year: made.form.year, name: made.form.name, confirmed: made.form.confirmed },
      figures: figureTexts(made.figures),
      details: detailViews(made),
      deliveryProofs: await proofsView(reporting, company.id, made.supplies),
      prepayments: made.prepayments && prepaymentsView(made.prepayments),
      reconciliation: reconciliationView(made, chart),
      asOfNumbers: made.asOfNumbers,
    });
  });
}

/** The VAT return, with the tax accounts and what is missing beside it. */
export function vatReturnBindings(reporting: Reporting): readonly Binding[] {
  return [bindVatReturn(reporting)];
}
