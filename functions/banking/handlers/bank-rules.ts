import { isDeepStrictEqual } from 'node:util';
import { recordChange } from '../../../shared/changes.ts';
import { amountReader } from '../../../shared/http/amount-reader.ts';
import { type ApiRequest, type Binding, on } from '../../../shared/http/binding.ts';
import { assertIfMatch, etagOf } from '../../../shared/http/etag.ts';
import { created, noContent, ok } from '../../../shared/http/replies.ts';
import type { ErrorDetails } from '../../../shared/kernel/errors.ts';
import { formatMinor } from '../../../shared/kernel/money.ts';
import { companyOf } from '../../ledger/reader.ts';
import type { Banking } from '../compose.ts';
import { hasTellingCondition } from '../domain/rules/bank-rule.ts';
import { refuse } from '../errors.ts';
import * as routes from '../routes/bank-rules.ts';
import type { BankRuleRow } from '../table.ts';
import { tryRule } from '../usecases/try-rule.ts';

interface ConditionsBody {
  readonly minAmount?: string | undefined;
  readonly maxAmount?: string | undefined;
}

const invalid = (detail: string, details: ErrorDetails) => refuse('banking.invalid-rule', detail, details);

/** Conditions with amounts as they are kept; members without a value are left out. */
function conditionsOf<B extends ConditionsBody>({ minAmount, maxAmount, ...rest }: B, currency: string) {
  const { optional, assertRead } = amountReader(currency, invalid);
  const amounts = {
    minMinor: optional(minAmount, '/conditions/minAmount', 'not-negative'),
    maxMinor: optional(maxAmount, '/conditions/maxAmount', 'not-negative'),
  };
  assertRead();
  const all = Object.entries({ ...rest, ...amounts }).filter(([, value]) => value !== undefined);
  const conditions = Object.fromEntries(all) as BankRuleRow['conditions'];
  if (hasTellingCondition(conditions)) return conditions;
  const detail = 'Name the other side, a text or a code: a rule without them would book everything.';
  throw invalid(detail, { errors: [{ pointer: '/conditions', detail }] });
}

function viewRule(
  { id, name, conditions, target, automatic, changedAt, changedBy }: BankRuleRow,
  currency: string,
) {
  const { minMinor, maxMinor, ...rest } = conditions;
  const money = (minor: bigint | undefined) =>
    minor === undefined ? undefined : formatMinor(minor, currency);
  return {
    id,
    name,
    conditions: { ...rest, minAmount: money(minMinor), maxAmount: money(maxMinor) },
    ...target,
    automatic,
    changedAt,
    changedBy,
  };
}

/** Rules of the company. */
export function bankRuleBindings(
  banking: Pick<Banking, 'reader' | 'store' | 'books' | 'newId'>,
): readonly Binding[] {
  const { reader, store, books, newId } = banking;

  async function load(companyId: string, id: string): Promise<BankRuleRow> {
    const rule = await reader.loadRule(companyId, id);
    if (rule) return rule;
    throw refuse('banking.missing-rule', `There is no rule ${id}.`);
  }
  function traceOf(
    request: Pick<ApiRequest, 'principal' | 'now' | 'requestId'>,
    companyId: string,
    action: string,
    id: string,
  ) {
    const { principal, now, requestId } = request;
    const at = now.toISOString();
    const subject = `bank-rules/${id}`;
    return recordChange({
      companyId,
      changeId: newId('chg'),
      at,
      principal: principal.id,
      action,
      subject,
      requestId,
    });
  }

  return [
    on(routes.putBankRule, async (request) => {
      const { params, body, headers, principal, now } = request;
      const company = await companyOf(books, params.companyId);
      const { name, conditions, automatic, ...target } = body;
      const chart = await books.reader.loadChart(company);
      if (!chart.find(target.account)) {
        const detail = `${target.account} is no account of the company.`;
        throw invalid(detail, { errors: [{ pointer: '/account', detail }] });
      }
      const seen = await reader.loadRule(company.id, params.ruleId);
      const given = Object.fromEntries(Object.entries(target).filter(([, value]) => value !== undefined));
      const said = {
        ...(name === undefined ? {} : { name }),
        conditions: conditionsOf(conditions, company.currency),
        target: given as BankRuleRow['target'],
        automatic,
      };
      if (seen && saysTheSame(seen, said)) return ok(viewRule(seen, company.currency), etagOf(seen.version));
      if (seen || headers['if-match'] !== undefined) assertIfMatch(headers, seen?.version ?? 0);
      const next: BankRuleRow = {
        company: company.id,
        id: params.ruleId,
        ...said,
        version: (seen?.version ?? 0) + 1,
        changedAt: now.toISOString(),
        changedBy: principal.id,
      };
      await store.saveRule(seen, next, traceOf(request, company.id, 'banking.rule-changed', next.id));
      const view = viewRule(next, company.currency);
      const etag = etagOf(next.version);
      return seen ? ok(view, etag) : created(view, `/companies/${company.id}/bank-rules/${next.id}`, etag);
    }),
    on(routes.getBankRule, async ({ params }) => {
      const company = await companyOf(books, params.companyId);
      const rule = await load(company.id, params.ruleId);
      return ok(viewRule(rule, company.currency), etagOf(rule.version));
    }),
    on(routes.listBankRules, async ({ params }) => {
      const company = await companyOf(books, params.companyId);
      const rules = await reader.listRules(company.id);
      return ok({ items: rules.map((rule) => viewRule(rule, company.currency)) });
    }),
    on(routes.deleteBankRule, async (request) => {
      const { companyId, ruleId } = request.params;
      const rule = await load(companyId, ruleId);
      assertIfMatch(request.headers, rule.version);
      await store.removeRule(rule, traceOf(request, companyId, 'banking.rule-removed', ruleId));
      return noContent();
    }),
    on(routes.tryBankRule, async ({ params, body }) => {
      const company = await companyOf(books, params.companyId);
      const conditions = conditionsOf(body.conditions, company.currency);
      const limits = { transactions: routes.MAX_TRIAL_TRANSACTIONS, matches: routes.MAX_TRIAL_MATCHES };
      return ok(await tryRule({ reader, books }, company, { ...body, conditions }, limits));
    }),
  ];
}

function saysTheSame(
  seen: BankRuleRow,
  said: Pick<BankRuleRow, 'name' | 'conditions' | 'target' | 'automatic'>,
): boolean {
  const { name, conditions, target, automatic } = seen;
  return isDeepStrictEqual({ name, conditions, target, automatic }, { name: undefined, ...said });
}
