import { ABSENT, type Changes, type Condition, where } from '../../shared/table/condition.ts';
import { ContentionError } from '../../shared/table/failures.ts';
import type { Table } from '../../shared/table/table.ts';
import { insert, patch, put, TRANSACTION_ITEMS, type Write } from '../../shared/table/writes.ts';
import { type Block, compress } from './domain/block.ts';
import { fiscalYearBounds } from './domain/fiscal-year.ts';
import type { AccountPeriod, StatementPage, StatementRow } from './domain/fold.ts';
import type { JournalHead as Head } from './domain/journal-head.ts';
import type { CommitPlan, NewId } from './domain/plan-commit.ts';
import type { LedgerCompany, LedgerReader } from './reader.ts';
import {
  AccountPeriodItem,
  BlockItem,
  DocumentIndexItem,
  EntryId,
  FiscalYearItem,
  JournalHead,
  LedgerConfig,
  StatementPageItem,
  shardOf,
} from './table.ts';

/** Everything a commit builds on has changed meanwhile: read again, decide again. */
const outrun = (what: string) => () => new ContentionError(`${what} changed meanwhile`);

export interface Commit {
  readonly company: LedgerCompany;
  readonly head: Head;
  /** Whether the year's first commit opens its journal. */
  readonly opensYear: boolean;
  readonly plan: CommitPlan;
  readonly dates: { readonly min: string; readonly max: string };
  readonly postedAt: string;
  /** Writes of others that must happen together with this commit: a cursor, a mark, a draft's end. */
  readonly together: readonly Write[];
}

export function periodLetters(head: Head): string {
  return head.periods.map((state) => (state === 'open' ? 'o' : 'c')).join('');
}

function headWrites({ company, head, opensYear, postedAt }: Commit, after: Head): Write[] {
  const { fiscalYear, configVersion } = head;
  const key = { company: company.id, fiscalYear };
  if (!opensYear) {
    const seen = where({
      nextNumber: head.nextNumber,
      lastHash: head.lastHash,
      configVersion,
      periods: periodLetters(head),
    });
    const { nextNumber, lastHash, opened, blocks, bytes } = after;
    return [
      patch(JournalHead, key, { set: { nextNumber, lastHash, opened, blocks, bytes } }, seen, outrun('head')),
    ];
  }
  const bounds = fiscalYearBounds(fiscalYear, company.fiscalYearStart);
  // Counting the journals makes this commit and a change of accounts that has not seen the new journal exclude each other.
  const counted = { set: { company: company.id, entity: LedgerConfig.name }, add: { years: 1 } };
  const unchanged = { equal: { version: configVersion === 0 ? undefined : configVersion } };
  return [
    insert(JournalHead, { ...after, ...key, periods: periodLetters(after) }, outrun('head')),
    insert(FiscalYearItem, { ...key, ...bounds, openedAt: postedAt }, outrun('fiscal year')),
    patch(LedgerConfig, { company: company.id }, counted, unchanged, outrun('accounts')),
  ];
}

/** The head as it stands after a block. */
export function advanceHead(
  head: Head,
  { block, opens }: { block: Block; opens: boolean },
  compressedBytes: number,
): Head {
  return {
    ...head,
    opened: head.opened || opens,
    nextNumber: block.lastNumber + 1,
    lastHash: block.hash,
    blocks: head.blocks + 1,
    bytes: head.bytes + compressedBytes,
  };
}

function rowsContent(rows: readonly StatementRow[]): Uint8Array {
  return compress(JSON.stringify(rows));
}

/** What a fold made of an account's period. */
export interface FoldedAccount {
  readonly before: AccountPeriod;
  readonly state: AccountPeriod;
  readonly pages: readonly StatementPage[];
}

/** A write and the bytes of its compressed content. */
type SizedWrite = readonly [write: Write, contentBytes: number];

/** Content of one transaction: DynamoDB takes 4 MB, the rest is for keys and sums. */
const GROUP_CONTENT_BYTES = 3 * 1024 * 1024;

/** Writes that may go in one transaction each. */
function cutGroups(writes: readonly SizedWrite[]): Write[][] {
  const groups: Write[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const [write, contentBytes] of writes) {
    const last = groups.at(-1);
    bytes += contentBytes;
    if (last && last.length < TRANSACTION_ITEMS && bytes <= GROUP_CONTENT_BYTES) {
      last.push(write);
      continue;
    }
    groups.push([write]);
    bytes = contentBytes;
  }
  return groups;
}

export type LedgerStore = ReturnType<typeof ledgerStore>;

/** The only writer of the ledger's items. */
export function ledgerStore(table: Table, reader: Pick<LedgerReader, 'blockEndingAt'>) {
  /** Whether exactly this block stands in the journal: settles what became of a write without an answer. */
  async function isCommitted(company: string, fiscalYear: number, block: Block): Promise<boolean> {
    const standing = await reader.blockEndingAt(company, fiscalYear, block.lastNumber);
    return standing?.hash === block.hash;
  }

  /**
   * One transaction: block, head, ids and whatever must happen together with them. Returns the new head.
   * @throws UnknownOutcomeError without an answer: `isCommitted`, asked after the head, tells what became of it
   */
  async function commit(order: Commit): Promise<Head> {
    const { company, head, plan, dates, together } = order;
    const { block } = plan;
    if (!block) {
      if (together.length > 0) await table.transact(together);
      return head;
    }
    const content = compress(block.text);
    const after = advanceHead(head, { block, opens: plan.opens }, content.byteLength);
    const { firstNumber, lastNumber, previousHash, hash } = block;
    const place = { company: company.id, fiscalYear: head.fiscalYear };
    const item = {
      ...place,
      firstNumber,
      lastNumber,
      previousHash,
      hash,
      minDate: dates.min,
      maxDate: dates.max,
      content,
    };
    const idWrite = (id: NewId) => insert(EntryId, { company: company.id, ...id }, outrun(`id ${id.id}`));
    const writes = [
      insert(BlockItem, item, outrun('journal')),
      ...headWrites(order, after),
      ...plan.ids.map(idWrite),
      ...together,
    ];
    await table.transact(writes);
    return after;
  }

  /**
   * Replaces accounts' sums and recent lines, provided nobody folded one of them meanwhile. Pages go first: their content
   * follows from the journal alone, so a page whose sums never came is what the next fold writes again.
   */
  async function saveAccounts(
    company: string,
    fiscalYear: number,
    accounts: readonly FoldedAccount[],
  ): Promise<void> {
    const place = { company, fiscalYear };
    const pages = accounts.flatMap((account) =>
      account.pages.map(({ rows, ...page }): SizedWrite => {
        const content = rowsContent(rows);
        return [put(StatementPageItem, { ...place, ...page, content }), content.byteLength];
      }),
    );
    const sums = accounts.map(({ before, state: { recent, ...sums } }): SizedWrite => {
      const content = rowsContent(recent);
      const item = { ...place, ...sums, ...(recent.length > 0 ? { recent: content } : {}) };
      const unchanged = before.through === 0 ? ABSENT : where({ through: before.through });
      return [put(AccountPeriodItem, item, unchanged, outrun('fold')), content.byteLength];
    });
    for (const group of [...cutGroups(pages), ...cutGroups(sums)]) {
      const [only] = group;
      if (only && group.length === 1) await table.write(only);
      else await table.transact(group);
    }
  }

  async function saveDocumentIndex(
    company: string,
    fiscalYear: number,
    shard: number,
    through: number,
    content: Uint8Array,
  ) {
    await table.write(put(DocumentIndexItem, { company, fiscalYear, shard, through, content }));
  }

  /** Changes what the head says of the fold; false when the condition does not hold. */
  async function noteFold(
    key: { readonly company: string; readonly fiscalYear: number },
    changes: Changes,
    when: Condition,
  ): Promise<boolean> {
    const overtaken = new ContentionError('the fold has moved on');
    try {
      await table.write(patch(JournalHead, key, changes, when, () => overtaken));
      return true;
    } catch (error) {
      if (error === overtaken) return false;
      throw error;
    }
  }

  /** Notes in the head that the next step of the fold is in hand; false when somebody else was faster. */
  function takeFold(
    company: string,
    { fiscalYear, foldedThrough, foldingUntil }: Head,
    until: number,
  ): Promise<boolean> {
    const asRead = where({ foldedThrough, foldingUntil });
    return noteFold({ company, fiscalYear }, { set: { foldingUntil: until } }, asRead);
  }

  /** Notes in the head how far every account is folded; false when another fold came further. */
  function advanceFold(
    company: string,
    fiscalYear: number,
    to: Pick<Head, 'foldedThrough' | 'foldedBlocks' | 'foldedBytes'>,
  ): Promise<boolean> {
    const further = { exists: true, less: { foldedThrough: to.foldedThrough } };
    return noteFold({ company, fiscalYear }, { set: { ...to }, remove: ['foldingUntil'] }, further);
  }

  return {
    commit,
    isCommitted,
    saveAccounts,
    partitionOf: shardOf,
    saveDocumentIndex,
    takeFold,
    advanceFold,
  };
}
