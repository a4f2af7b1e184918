import { type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { ok } from '../../../shared/http/replies.ts';
import { companyOf } from '../../ledger/reader.ts';
import type { Returns } from '../compose-returns.ts';
import { euros } from '../domain/figure-text.ts';
import { vatReturnEntries } from '../routes/vat-return-entries.ts';
import { type KzEntry, listKzEntries } from '../usecases/list-kz-entries.ts';
import type { AsOfNumbers } from '../usecases/walk-journals.ts';

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

/** The entries behind a Kennzahl. */
export function vatReturnEntryBindings(returns: Returns): readonly Binding[] {
  const entries = on(vatReturnEntries, async (request) => {
    const company = await companyOf(returns, request.params.companyId);
    const { year, period: code, kz } = request.query;
    const paging = pagingOf(vatReturnEntries.id, request);
    const after = paging.after && { fiscalYear: Number(paging.after.y), number: Number(paging.after.n) };
    const asOfNumbers = readAsOf(paging.after?.of);
    const query = { year, code, kz, limit: paging.limit, after, asOfNumbers };
    const page = await listKzEntries(returns, company, query);
    const last = page.more ? page.entries.at(-1)?.entry : undefined;
    const of = Object.entries(page.asOfNumbers).map(([fiscalYear, number]) => `${fiscalYear}:${number}`);
    const next = last && { y: String(last.fiscalYear), n: String(last.number), of: of.join(',') };
    const items = page.entries.map(entryView);
    return ok({ kz, label: page.field.label, asOfNumbers: page.asOfNumbers, ...paging.page(items, next) });
  });
  return [entries];
}
