import { invariant } from '../../../shared/kernel/errors.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import { decideAgain, type Retry } from '../../../shared/table/failures.ts';
import type { Write } from '../../../shared/table/writes.ts';
import {
  type Books,
  type EntryLine,
  type ExpandedLine,
  type NewEntry,
  type PostedEntry,
  type PostedResult,
  type Posting,
  signedLine,
} from '../../ledger/books.ts';
import type { LedgerCompany } from '../../ledger/reader.ts';
import { applyParts, type Clearing } from '../domain/clearing.ts';
import { parseItemId } from '../domain/open-item.ts';
import {
  assertWishes,
  decideSettlement,
  type Settlement,
  type SettlementWish,
} from '../domain/settlement.ts';
import { refuse } from '../errors.ts';
import type { ReceivablesReader, StoredItem } from '../reader.ts';
import type { ReceivablesStore } from '../store.ts';
import { adjustmentLines, type TaxRules } from './adjustment-lines.ts';
import { type AdvanceRules, advanceLines, type Moved, sumMoved, waitingAdvances } from './advance-lines.ts';
import { type DueTaxRules, dueTaxLines } from './due-tax-lines.ts';

export interface SettleItemsDeps {
  readonly books: Pick<Books, 'reader' | 'post'>;
  readonly reader: Pick<ReceivablesReader, 'loadOpenItems'>;
  readonly store: Pick<ReceivablesStore, 'itemWrites' | 'clearingWrite' | 'bornWrite' | 'commit'>;
  readonly rules: TaxRules & DueTaxRules & AdvanceRules;
  readonly newId: NewId;
  readonly follow: (company: LedgerCompany) => Promise<void>;
  readonly retryWhileContended: Retry;
}

export interface SettleOrder {
  readonly posting: Posting;
  readonly id?: string | undefined;
  readonly date: string;
  readonly wishes: readonly SettlementWish[];
  readonly bankAccount?: string | undefined;
  readonly bankMinor?: bigint | undefined;
  readonly restAccount?: string | undefined;
  readonly adjustmentAccount?: string | undefined;
  readonly documentNumber?: string | undefined;
  readonly reference?: string | undefined;
  readonly text?: string | undefined;
  /** Writes that must happen together with it: the reply under the caller's key, a bank transaction's state. */
  readonly together?: ((done: Settled) => readonly Write[]) | undefined;
}

export interface Settled {
  readonly clearing: Clearing;
  /** The entry that was booked with it; none where items are only set against each other. */
  readonly entry?: (NewEntry & Pick<PostedResult, 'id' | 'fiscalYear' | 'number'>) | undefined;
}

/**
 * Clears open items: with money, with each other, by discount or write-off. What has to be booked for it is booked in
 * the same transaction, taxes corrected; items that others changed meanwhile are read and decided on anew.
 */
export async function settleItems(deps: SettleItemsDeps, order: SettleOrder): Promise<Settled> {
  const { company } = order.posting;
  assertWishes(order.wishes);
  return decideAgain('receivables', deps, async () => {
    await deps.follow(company);
    const { items, invoices } = await loadItems(deps, company, order.wishes);
    const settlement = decideSettlement(
      {
        currency: company.currency,
        wishes: order.wishes,
        bankMinor: order.bankMinor,
        hasBank: order.bankAccount !== undefined,
        restAccount: order.restAccount,
      },
      items,
    );
    return commitSettlement(deps, order, settlement, { items, invoices });
  });
}

interface Loaded {
  readonly items: ReadonlyMap<string, StoredItem>;
  /** The entry that each item came from. */
  readonly invoices: ReadonlyMap<string, PostedEntry>;
}

async function loadItems(
  { books, reader }: SettleItemsDeps,
  company: LedgerCompany,
  wishes: readonly SettlementWish[],
): Promise<Loaded> {
  const found = await Promise.all(
    wishes.map(async ({ itemId: id }, index) => {
      const at = parseItemId(id);
      const entry = at && (await books.reader.loadEntry(company.id, at.fiscalYear, at.number));
      const account = at && entry?.lines[at.lineIndex]?.account;
      if (entry && account !== undefined) return { account, id, entry };
      const detail = `There is no open item ${id}.`;
      throw refuse('receivables.unknown-item', detail, {
        errors: [{ pointer: `/items/${index}/item`, detail }],
      });
    }),
  );
  const items = new Map(
    (
      await reader.loadOpenItems(
        company.id,
        found.map(({ account, id }) => ({ account, id })),
      )
    ).map((item) => [item.id, item]),
  );
  found.forEach(({ id }, index) => {
    if (items.has(id)) return;
    const detail = `Item ${id} is settled, or no item.`;
    throw refuse('receivables.item-settled', detail, {
      errors: [{ pointer: `/items/${index}/item`, detail }],
    });
  });
  return { items, invoices: new Map(found.map(({ id, entry }) => [id, entry])) };
}

async function commitSettlement(
  deps: SettleItemsDeps,
  order: SettleOrder,
  settlement: Settlement,
  loaded: Loaded,
): Promise<Settled> {
  const { items } = loaded;
  const { company, postedAt, postedBy } = order.posting;
  const on = [order.date, ...[...items.values()].map(({ date }) => date)].toSorted().at(-1) as string;
  const clearing: Clearing = { id: deps.newId('clr'), kind: settlement.kind, on, parts: settlement.parts };
  const changes = applyParts(items, clearing).map((after) => ({ before: items.get(after.id), after }));
  const itemWrites = changes.flatMap((change) => deps.store.itemWrites(company.id, change));
  const lines = linesOf(deps, order, settlement, loaded);
  if (lines.length === 0) {
    const write = deps.store.clearingWrite(company.id, clearing, postedBy, postedAt);
    await deps.store.commit([...itemWrites, write, ...(order.together?.({ clearing }) ?? [])]);
    return { clearing };
  }
  // Dated before one of its items, the entry would clear what is not there yet.
  if (order.date < on) {
    const detail = `An item is dated ${on}; it cannot be cleared on ${order.date}.`;
    throw refuse('receivables.invalid-clearing', detail, { errors: [{ pointer: '/date', detail }] });
  }
  const entry = entryOf(order, settlement, lines);
  return bookWith(deps, order, settlement, { clearing, entry, itemWrites });
}

async function bookWith(
  deps: SettleItemsDeps,
  order: SettleOrder,
  settlement: Settlement,
  { clearing, entry, itemWrites }: { clearing: Clearing; entry: NewEntry; itemWrites: readonly Write[] },
): Promise<Settled> {
  const { company, postedAt, postedBy } = order.posting;
  let settled: Settled | undefined;
  const [result] = await deps.books.post(order.posting, [entry], (_from, _to, [decided]) => {
    if (decided?.status !== 'posted') return [];
    const { id, fiscalYear, number } = decided;
    const own = ownParts(settlement, entry, { fiscalYear, number });
    const whole: Clearing = {
      ...clearing,
      parts: [...clearing.parts, ...own.map(({ part }) => part)],
      entryId: id,
    };
    settled = { clearing: whole, entry: { ...entry, id, fiscalYear, number } };
    const born = own.map(({ part: { amountMinor }, lineIndex }) =>
      deps.store.bornWrite(
        company.id,
        { fiscalYear, number, lineIndex },
        { id: whole.id, on: whole.on, amountMinor },
      ),
    );
    const record = deps.store.clearingWrite(company.id, whole, postedBy, postedAt);
    return [...itemWrites, ...born, record, ...(order.together?.(settled) ?? [])];
  });
  if (result?.status === 'refused') throw result.problem;
  if (!settled || result?.status !== 'posted') {
    throw refuse('receivables.invalid-clearing', `The entry ${order.id} had been booked before.`);
  }
  return settled;
}

/** The entry's own lines take part: what they clear counts from their birth. */
function ownParts(
  { accounts }: Settlement,
  entry: NewEntry,
  { fiscalYear, number }: { fiscalYear: number; number: number },
) {
  return accounts
    .filter(({ clearedMinor }) => clearedMinor !== 0n)
    .map(({ account, clearedMinor }) => {
      const lineIndex = entry.lines.findIndex((line) => line.account === account);
      const itemId = `${fiscalYear}-${number}-${lineIndex + 1}`;
      return { lineIndex, part: { itemId, account, amountMinor: clearedMinor } };
    });
}

/** Everything that has to be booked: none where items are only set against each other. */
function linesOf(
  deps: SettleItemsDeps,
  order: SettleOrder,
  settlement: Settlement,
  { items, invoices }: Loaded,
): EntryLine[] {
  const { company } = order.posting;
  const taxes: EntryLine[] = [];
  const moved: Moved[] = [];
  for (const part of settlement.parts) {
    const { itemId, account, amountMinor: partMinor } = part;
    const item = items.get(itemId);
    const invoice = invoices.get(itemId);
    invariant(item && invoice, `item ${itemId} was not loaded`);
    const waiting = waitingAdvances(deps.rules, company, item, invoice);
    if (waiting) moved.push(...advanceLines(waiting, item, part, order.adjustmentAccount));
    const side = deps.rules.sideOf(account, company.accountLength);
    const common = { company, side, invoice, date: order.date, account: order.adjustmentAccount };
    const adjusting: ExpandedLine[] = settlement.adjustments
      .filter((adjustment) => adjustment.item.id === itemId && !waiting)
      .flatMap((adjustment) => adjustmentLines(deps.rules, { ...common, adjustment }));
    taxes.push(...adjusting, ...dueTaxLines(deps.rules, { company, item, invoice, partMinor, adjusting }));
  }
  return [
    ...(order.bankAccount === undefined ? [] : [signedLine(order.bankAccount, settlement.bankMinor)]),
    ...taxes,
    ...sumMoved(moved),
    ...settlement.accounts.map(({ account, lineMinor }) => signedLine(account, lineMinor)),
  ];
}

function entryOf(order: SettleOrder, settlement: Settlement, lines: readonly EntryLine[]): NewEntry {
  const { id, documentNumber, reference } = order;
  return {
    ...(id === undefined ? {} : { id }),
    kind: 'regular',
    date: order.date,
    ...(documentNumber === undefined ? {} : { documentNumber }),
    ...(reference === undefined ? {} : { reference }),
    text: order.text ?? defaultText(order.posting.company.language, settlement),
    lines,
  };
}

const TEXTS: Readonly<Record<'de' | 'en', Readonly<Record<string, string>>>> = {
  de: { payment: 'Zahlung', netting: 'Verrechnung', 'write-off': 'Ausbuchung' },
  en: { payment: 'Payment', netting: 'Netting', 'write-off': 'Write-off' },
};

function defaultText(language: 'de' | 'en', { kind, parts }: Settlement): string {
  return `${TEXTS[language][kind] ?? kind} ${parts.map(({ itemId }) => itemId).join(', ')}`.slice(0, 200);
}
