import type { LedgerCompany, LedgerReader } from '../../ledger/reader.ts';
import { parseItemId, type Receivables } from '../../receivables/books.ts';
import { type ForeignPosition, openForeign } from '../domain/revaluation.ts';
import { refuse } from '../errors.ts';

export interface ForeignPositionsDeps {
  readonly reader: Pick<LedgerReader, 'loadEntry'>;
  readonly openItems: Receivables['openItems'];
}

/** An open item in foreign currency, with what its entry will be named after. */
export interface ForeignItem extends ForeignPosition {
  readonly side: 'receivable' | 'payable';
  readonly documentNumber?: string | undefined;
}

/** Open items that one revaluation looks at; each is an entry read. */
const MAX_ITEMS = 2_000;
/** Entries read side by side. */
const AT_ONCE = 16;

/**
 * Open items whose line in the journal has a foreign amount. Items keep none (the journal does), so each open item's entry is
 * read; of a part that is paid, the foreign amount is taken in proportion. @throws reporting.invalid-revaluation
 */
export async function foreignItems(
  deps: ForeignPositionsDeps,
  company: LedgerCompany,
  asOf: string,
  assertTime: () => void,
): Promise<readonly ForeignItem[]> {
  const receivable = await deps.openItems(company, 'receivable', asOf);
  const payable = await deps.openItems(company, 'payable', asOf);
  const open = [receivable, payable].flatMap(({ side, items }) => items.map((aged) => ({ side, ...aged })));
  if (open.length > MAX_ITEMS) {
    const detail = `${open.length} items are open on ${asOf}; a revaluation takes ${MAX_ITEMS}.`;
    throw refuse('reporting.invalid-revaluation', detail);
  }
  const found: ForeignItem[] = [];
  async function look({ side, item, openMinor }: (typeof open)[number]): Promise<ForeignItem | undefined> {
    const place = parseItemId(item.id);
    const entry = place && (await deps.reader.loadEntry(company.id, place.fiscalYear, place.number));
    const line = place && entry?.lines[place.lineIndex];
    if (!line?.foreign) return undefined;
    const sign = line.debitMinor === undefined ? -1n : 1n;
    const bookMinor = side === 'receivable' ? openMinor : -openMinor;
    const foreignMinor = openForeign(sign * line.foreign.amountMinor, item.amountMinor, bookMinor);
    const { id, account, dueDate, documentNumber } = item;
    return {
      id,
      account,
      side,
      currency: line.foreign.currency,
      foreignMinor,
      bookMinor,
      dueDate,
      documentNumber,
    };
  }
  for (let at = 0; at < open.length; at += AT_ONCE) {
    assertTime();
    const some = await Promise.all(open.slice(at, at + AT_ONCE).map(look));
    found.push(...some.filter((one) => one !== undefined));
  }
  return found;
}
