import { type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
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
import { type KzEntry, listKzEntries } from '../usecases/list-kz-entries.ts';
import { readVatReturn, type VatReturn } from '../usecases/read-vat-return.ts';
import type { AsOfNumbers } from '../usecases/walk-journals.ts';

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

function entryView({ entry, lines, amountMinor }: KzEntry) {
  const { id, fiscalYear, number, date, serviceDate, taxDate, documentNumber, text, reverses } = entry;
  return {
    entryId: id,
    fiscalYear,
    number,
    date,
    serviceDate,
    taxDate,
    documentNumber,
    text,
    reverses,
    amount: euros(amountMinor),
    vouchers: entry.vouchers?.map((voucher) => voucher.id),
    lines: lines.map(({ account, debitMinor, partner }) => ({ account, amount: euros(debitMinor), partner })),
  };
}

function readAsOf(text: string | undefined): AsOfNumbers | undefined {
  return text === undefined
    ? undefined
    : Object.fromEntries(
        text.split(',').map((part) => [part.split(':')[0] ?? '', Number(part.split(':')[1])]),
      );
}

function bindEntries(reporting: Reporting): Binding {
  return on(routes.vatReturnEntries, async (request) => {
    const company = await companyOf(reporting, request.params.companyId);
    const { year, period: code, kz } = request.query;
    const paging = pagingOf(routes.vatReturnEntries.id, request);
    const after = paging.after && { fiscalYear: Number(paging.after.y), number: Number(paging.after.n) };
    const asOfNumbers = readAsOf(paging.after?.of);
    const query = { year, code, kz, limit: paging.limit, after, asOfNumbers };
    const page = await listKzEntries(reporting, company, query);
    const last = page.more ? page.entries.at(-1)?.entry : undefined;
    const of = Object.entries(page.asOfNumbers).map(([fiscalYear, number]) => `${fiscalYear}:${number}`);
    const next = last && { y: String(last.fiscalYear), n: String(last.number), of: of.join(',') };
    const items = page.entries.map(entryView);
    return ok({ kz, label: page.field.label, asOfNumbers: page.asOfNumbers, ...paging.page(items, next) });
  });
}

/** The VAT return and what is behind it. */
export function vatReturnBindings(reporting: Reporting): readonly Binding[] {
  return [bindVatReturn(reporting), bindEntries(reporting)];
}
