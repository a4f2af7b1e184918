import { createHash } from 'node:crypto';
import type { Principal } from '../../../shared/access.ts';
import { type Binding, on } from '../../../shared/http/binding.ts';
import { ok } from '../../../shared/http/replies.ts';
import { isCurrency } from '../../../shared/kernel/currency.ts';
import { describeAmountProblem, parseMinor } from '../../../shared/kernel/money.ts';
import type { Checks } from '../compose-checks.ts';
import type { CheckBody } from '../contract.ts';
import { refuse } from '../errors.ts';
import * as routes from '../routes/checks.ts';
import { type CheckWish, checkCredit } from '../usecases/check-credit.ts';
import { viewCheck } from './view-check.ts';

function invalid(pointer: string, detail: string) {
  return refuse('credit.invalid-check', detail, { errors: [{ pointer, detail }] });
}

/** @throws credit.invalid-check */
export function readCheckAmount(text: string, currency: string, pointer = '/amount'): bigint {
  if (!isCurrency(currency)) throw invalid('/currency', `${currency} is no currency of ISO 4217.`);
  const minor = parseMinor(text, currency);
  if (typeof minor === 'string') throw invalid(pointer, `${text} ${describeAmountProblem(minor, currency)}`);
  if (minor <= 0n) throw invalid(pointer, `${text} must be greater than zero`);
  return minor;
}

/** An order as it was sent, over HTTP or by queue. @throws credit.invalid-check */
export function readCheck(
  company: string,
  { id: _id, customerId, amount, currency, reference, reserve, expiresAt, deliveryDate }: CheckBody,
  identity: { readonly id: string; readonly isKnownId: boolean },
): CheckWish {
  const amountMinor = readCheckAmount(amount, currency);
  if (expiresAt !== undefined && !reserve)
    throw invalid('/expiresAt', 'Nothing is reserved that could expire: `reserve` is false.');
  return {
    ...identity,
    company,
    customer: customerId,
    amountMinor,
    currency,
    reference,
    reserve,
    ...(expiresAt === undefined ? {} : { until: new Date(expiresAt).toISOString() }),
    ...(deliveryDate === undefined ? {} : { deliveryDate }),
  };
}

/** An id for a request that came with a key and no id: an attempt that broke off is found again by it. */
export function idOfKey({ id }: Principal, key: string): string {
  return `key-${createHash('sha256').update(`${id}\n${key}`).digest('hex').slice(0, 40)}`;
}

/** Checks of orders. */
export function checkBindings(deps: Checks): readonly Binding[] {
  const { newId } = deps;

  return [
    on(routes.postCheck, async (request) => {
      const { params, body, principal, idempotency } = request;
      const made = idempotency ? idOfKey(principal, idempotency.key) : newId('chk');
      const isKnownId = body.id !== undefined || idempotency !== undefined;
      const wish = readCheck(params.companyId, body, { id: body.id ?? made, isKnownId });
      const { check, isRepeated } = await checkCredit(deps, wish, request);
      return ok(viewCheck(check), isRepeated ? { 'idempotency-hit': 'true' } : {});
    }),
  ];
}
