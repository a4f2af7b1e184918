import { amountReader } from '../../../shared/http/amount-reader.ts';
import { type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { etagOf } from '../../../shared/http/etag.ts';
import { noContent, ok } from '../../../shared/http/replies.ts';
import { isCurrency } from '../../../shared/kernel/currency.ts';
import { formatMinor } from '../../../shared/kernel/money.ts';
import type { Tickets } from '../compose.ts';
import { refuse } from '../errors.ts';
import * as routes from '../routes/catalogue.ts';
import type { CatalogueItemRow } from '../table/catalogue.ts';
import { dropItem, type ItemWish, keepItem, loadItem } from '../usecases/keep-catalogue.ts';

/** What people can order. */
export function catalogueBindings(deps: Tickets): readonly Binding[] {
  return [
    on(routes.putItem, async ({ params, body, principal, now, requestId, headers }) => {
      const { companyId, item: id } = params;
      const who = { principal: principal.id, now, requestId, headers };
      const row = await keepItem(deps, { companyId, id }, wishOf(body), who);
      return ok(view(row), etagOf(row.version));
    }),
    on(routes.getItem, async ({ params: { companyId, item: id } }) => {
      const row = await loadItem(deps, { companyId, id });
      return ok(view(row), etagOf(row.version));
    }),
    on(routes.listItems, async (request) => {
      const paging = pagingOf(routes.listItems.id, request);
      const { items, next } = await deps.reader.listItems(request.params.companyId, paging);
      return ok(paging.page(items.map(view), next));
    }),
    on(routes.deleteItem, async ({ params, principal, now, requestId, headers }) => {
      const { companyId, item: id } = params;
      await dropItem(deps, { companyId, id }, { principal: principal.id, now, requestId, headers });
      return noContent();
    }),
  ];
}

/** @throws tickets.invalid-item */
function wishOf({ price, approvals, questions, ...rest }: routes.ItemBody): ItemWish {
  if (price && !isCurrency(price.currency))
    throw refuse('tickets.invalid-item', `${price.currency} is no currency.`, {
      errors: [{ pointer: '/price/currency', detail: 'must be a currency like EUR' }],
    });
  const amounts = amountReader(price?.currency ?? 'EUR', (detail, details) =>
    refuse('tickets.invalid-item', detail, details),
  );
  const amountMinor = amounts.optional(price?.amount, '/price/amount', 'not-negative');
  const steps = approvals.map(({ from, ...step }, at) => ({
    ...step,
    fromMinor: amounts.optional(from, `/approvals/${at}/from`, 'positive'),
  }));
  amounts.assertRead();
  return {
    ...rest,
    price: price && amountMinor !== undefined ? { amountMinor, currency: price.currency } : undefined,
    approvals: steps,
    questions: questions.map(({ required, ...question }) => ({
      ...question,
      required: required ? 'on-open' : 'never',
    })),
  };
}

function view({ companyId: _, price, approvals, questions, ...row }: CatalogueItemRow) {
  const amount = (minor: bigint) => formatMinor(minor, price?.currency ?? 'EUR');
  return {
    ...row,
    price: price && { amount: amount(price.amountMinor), currency: price.currency },
    approvals: approvals.map(({ fromMinor, ...step }) => ({
      ...step,
      from: fromMinor === undefined ? undefined : amount(fromMinor),
    })),
    questions: questions.map(({ required, ...question }) => ({
      ...question,
      required: required !== 'never',
    })),
  };
}
