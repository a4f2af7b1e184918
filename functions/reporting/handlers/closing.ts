import { type Binding, on } from '../../../shared/http/binding.ts';
import { ok } from '../../../shared/http/replies.ts';
import { utcDay } from '../../../shared/kernel/calendar-date.ts';
import { isCurrency } from '../../../shared/kernel/currency.ts';
import { describeAmountProblem, formatMinor, parseMinor } from '../../../shared/kernel/money.ts';
import { companyOf, type LedgerCompany } from '../../ledger/reader.ts';
import { TERMS, type Term } from '../domain/maturities.ts';
import { refuse } from '../errors.ts';
import * as routes from '../routes/closing.ts';
import { type Outcome, type PostRevaluationDeps, postRevaluation } from '../usecases/post-revaluation.ts';
import { readMaturities } from '../usecases/read-maturities.ts';

export interface ClosingDeps extends PostRevaluationDeps {
  readonly loadCompany: (companyId: string) => Promise<LedgerCompany | undefined>;
}

function termsView(terms: Readonly<Record<Term, bigint>>, money: (minor: bigint) => string) {
  const { upToOneYear, oneToFiveYears, overFiveYears, unknown } = terms;
  return {
    upToOneYear: money(upToOneYear),
    overOneYear: money(oneToFiveYears + overFiveYears),
    oneToFiveYears: money(oneToFiveYears),
    overFiveYears: money(overFiveYears),
    unknown: money(unknown),
  };
}

function bindMaturities(deps: ClosingDeps): Binding {
  return on(routes.maturities, async ({ params, query, now }) => {
    const company = await companyOf(deps, params.companyId);
    const { currency } = company;
    const asOf = query.asOf ?? utcDay(now);
    const made = await readMaturities(deps, company, asOf);
    const money = (minor: bigint) => formatMinor(minor, currency);
    const liabilities = made.lines.filter(({ id }) => id.startsWith('P.C.'));
    const sums = Object.fromEntries(
      TERMS.map((term) => [term, liabilities.reduce((sum, { terms }) => sum + terms[term], 0n)]),
    ) as Record<Term, bigint>;
    return ok({
      asOf,
      currency,
      lines: made.lines.map(({ id, title, totalMinor, terms }) => {
        return { id, title, total: money(totalMinor), ...termsView(terms, money) };
      }),
      liabilities: {
        ...termsView(sums, money),
        fromTaxes: money(made.fromTaxesMinor),
        fromSocialSecurity: money(made.fromSocialSecurityMinor),
      },
      asOfNumbers: made.asOfNumbers,
    });
  });
}

function refuseAt(pointer: string, detail: string) {
  return refuse('reporting.invalid-revaluation', detail, { errors: [{ pointer, detail }] });
}

interface Named {
  readonly currency: string;
}

function assertCurrencies(list: readonly Named[], name: string): void {
  list.forEach(({ currency }, at) => {
    if (!isCurrency(currency))
      throw refuseAt(`/${name}/${at}/currency`, `${currency} is no active currency of ISO 4217.`);
  });
}

function balanceOf(text: string, currency: string, at: number): bigint {
  const minor = parseMinor(text, currency);
  if (typeof minor === 'bigint') return minor;
  throw refuseAt(`/accounts/${at}/balance`, `The balance ${describeAmountProblem(minor, currency)}.`);
}

function outcomeView(outcome: Outcome, currency: string) {
  const { id, account, dueDate, leftOut, state, entryId, reversalId, problem } = outcome;
  return {
    id,
    account,
    currency: outcome.currency,
    foreign: formatMinor(outcome.foreignMinor, outcome.currency),
    book: formatMinor(outcome.bookMinor, currency),
    value: formatMinor(outcome.valueMinor, currency),
    adjustment: formatMinor(outcome.adjustmentMinor, currency),
    state,
    ...(dueDate ? { dueDate } : {}),
    ...(leftOut ? { leftOut } : {}),
    ...(entryId ? { entryId } : {}),
    ...(reversalId ? { reversalId } : {}),
    ...(problem ? { problem: { code: problem.code, detail: problem.message } } : {}),
  };
}

function bindRevaluation(deps: ClosingDeps): Binding {
  return on(routes.postRevaluation, async ({ params, body, principal, now }) => {
    const company = await companyOf(deps, params.companyId);
    const { currency } = company;
    const { date, post, reverseNextDay } = body;
    assertCurrencies(body.rates, 'rates');
    assertCurrencies(body.accounts, 'accounts');
    const rates = new Map(body.rates.map((one) => [one.currency, one.rate]));
    if (rates.size < body.rates.length) throw refuseAt('/rates', 'A currency has two rates.');
    const accounts = body.accounts.map(({ balance, ...of }, at) => {
      return { ...of, balanceMinor: balanceOf(balance, of.currency, at) };
    });
    if (new Set(accounts.map(({ account }) => account)).size < accounts.length)
      throw refuseAt('/accounts', 'An account is named twice.');
    const posting = { company, postedAt: now.toISOString(), postedBy: principal.id };
    const order = { posting, date, rates, accounts, post, reverseNextDay };
    const { outcomes, withoutRate } = await postRevaluation(deps, order);
    const booked = outcomes
      .filter(({ state }) => state !== 'refused')
      .map(({ adjustmentMinor }) => adjustmentMinor);
    const sum = (of: readonly bigint[]) => of.reduce((total, minor) => total + minor, 0n);
    return ok({
      date,
      currency,
      posted: post,
      positions: outcomes.map((outcome) => outcomeView(outcome, currency)),
      gain: formatMinor(sum(booked.filter((minor) => minor > 0n)), currency),
      loss: formatMinor(-sum(booked.filter((minor) => minor < 0n)), currency),
      withoutRate: [...withoutRate],
    });
  });
}

/** What is done at a closing day: remaining terms, and the valuation of foreign currency. */
export function closingBindings(deps: ClosingDeps): readonly Binding[] {
  return [bindMaturities(deps), bindRevaluation(deps)];
}
