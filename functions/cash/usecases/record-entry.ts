import { DomainError, invariant } from '../../../shared/kernel/errors.ts';
import { formatMinor } from '../../../shared/kernel/money.ts';
import {
  type NewEntry,
  type PostingText,
  parsePostedEntry,
  pointAtPosting,
  postingToEntry,
  signedLine,
  toCompanyNumber,
} from '../../ledger/books.ts';
import type { LedgerCompany } from '../../ledger/reader.ts';
import { balanceAfter } from '../domain/may-record.ts';
import { refuse } from '../errors.ts';
import type { CashBookRow, CashEntryRow } from '../table.ts';
import {
  type Attempt,
  idTaken,
  type RecordDeps,
  type RecordOrder,
  recordRow,
  rowOf,
  rowWrites,
} from './recording.ts';

export interface RecordEntryDeps extends RecordDeps {
  /** Accounts of the ledger that a bank's statements are booked on. */
  readonly bankAccounts: (company: string) => Promise<readonly string[]>;
}

export interface EntryWish
  extends Pick<
    PostingText,
    | 'serviceDate'
    | 'taxCode'
    | 'documentNumber'
    | 'text'
    | 'costCentre'
    | 'costCentre2'
    | 'partner'
    | 'reverseChargeCase'
    | 'vouchers'
  > {
  readonly direction: 'receipt' | 'expense';
  /** Gross, positive. */
  readonly amountMinor: bigint;
  /** Unless it is a transfer. */
  readonly contraAccount?: string | undefined;
}

/** Geldtransit of the standard charts: what has left one place and not reached the other. */
const TRANSIT_ACCOUNTS = { SKR03: '1360', SKR04: '1460' } as const;

/**
 * Records a receipt or an expense and books it in the same transaction, tax taken out as `POST …/postings` does.
 * @throws cash.*, and what the ledger has against the entry, in the fields of the request
 */
export function recordEntry(
  deps: RecordEntryDeps,
  order: RecordOrder,
  wish: EntryWish,
): Promise<CashEntryRow> {
  const { company } = order.posting;
  return recordRow(deps, order, async (attempt) => {
    const { book, entryId } = attempt;
    const amountMinor = wish.direction === 'receipt' ? wish.amountMinor : -wish.amountMinor;
    balanceAfter(book, amountMinor, company.currency);
    const contraAccount = wish.contraAccount ?? transitOf(book, company);
    await assertOnePlace(deps, company.id, contraAccount);
    const { entry, tell } = await entryOf(deps, order, { ...wish, id: entryId, contraAccount });
    const { taxCode, text, documentNumber, costCentre } = wish;
    const content = {
      kind: 'entry' as const,
      amountMinor,
      contraAccount,
      taxCode,
      text,
      documentNumber,
      costCentre,
    };
    return bookRow(deps, order, attempt, content, entry, tell);
  });
}

function transitOf(
  { transitAccount, account }: CashBookRow,
  { chart, accountLength }: LedgerCompany,
): string {
  if (transitAccount !== undefined) return transitAccount;
  if (chart !== 'none') return toCompanyNumber(TRANSIT_ACCOUNTS[chart], accountLength);
  const detail = `The chart knows no account for money in transit: name one in the cash book ${account}.`;
  throw refuse('cash.invalid-entry', detail, { errors: [{ pointer: '/transfer', detail }] });
}

/** Bank and second drawer record their side themselves: booked against each other, the same money would move twice. */
async function assertOnePlace(deps: RecordEntryDeps, company: string, contraAccount: string): Promise<void> {
  const [other, banks] = await Promise.all([
    deps.reader.loadBook(company, contraAccount),
    deps.bankAccounts(company),
  ]);
  if (!other && !banks.includes(contraAccount)) return;
  const place = other ? 'another cash book' : 'a bank account with statements of its own';
  const detail = `${contraAccount} is ${place}: record it with "transfer", which goes over Geldtransit.`;
  throw refuse('cash.needs-transit', detail, { errors: [{ pointer: '/contraAccount', detail }] });
}

interface Built {
  readonly entry: NewEntry;
  /** A refusal of the entry, told in the fields of the request. */
  readonly tell: (problem: DomainError) => DomainError;
}

async function entryOf(
  { books }: RecordEntryDeps,
  { posting: { company }, account, date }: RecordOrder,
  { direction, amountMinor, contraAccount, ...rest }: EntryWish & { id: string; contraAccount: string },
): Promise<Built> {
  const [debitAccount, creditAccount] =
    direction === 'receipt' ? [account, contraAccount] : [contraAccount, account];
  const amount = formatMinor(amountMinor, company.currency);
  const text: PostingText = { ...rest, date, amount, debitAccount, creditAccount };
  const told = (problem: DomainError) => pointAtContra(problem, direction);
  const made = company.chart === 'none' ? plainEntry(text, amountMinor) : postingToEntry(text, company);
  if (made instanceof DomainError) throw told(made);
  if (company.chart === 'none') return { entry: made as NewEntry, tell: told };
  const vouchers = text.vouchers ? await books.reader.loadVouchers(company.id, text.vouchers) : new Map();
  const lines = made as Exclude<ReturnType<typeof postingToEntry>, DomainError>;
  const entry = parsePostedEntry(text, lines, company.currency, vouchers);
  if (entry instanceof DomainError) throw told(entry);
  return { entry, tell: (problem) => told(pointAtPosting(problem, text, entry)) };
}

/** Charts of one's own know no tax keys: two lines, and whoever owes tax books it. */
function plainEntry(text: PostingText, amountMinor: bigint): NewEntry | DomainError {
  if (text.taxCode !== undefined) {
    const detail = 'Tax keys belong to SKR03 and SKR04.';
    return refuse('cash.invalid-entry', detail, { errors: [{ pointer: '/taxCode', detail }] });
  }
  const { id, date, documentNumber, text: said, debitAccount, creditAccount } = text;
  return {
    ...(id === undefined ? {} : { id }),
    kind: 'regular',
    date,
    ...(documentNumber === undefined ? {} : { documentNumber }),
    text: said,
    lines: [signedLine(debitAccount, amountMinor), signedLine(creditAccount, -amountMinor)],
  };
}

function pointAtContra(problem: DomainError, direction: EntryWish['direction']): DomainError {
  const { errors } = problem.details;
  if (!errors) return problem;
  const contra = direction === 'receipt' ? '/creditAccount' : '/debitAccount';
  const pointed = errors.map(({ pointer, detail }) => ({
    pointer: pointer === contra ? '/contraAccount' : pointer,
    detail,
  }));
  return new DomainError(problem.kind, problem.code, problem.message, {
    ...problem.details,
    errors: pointed,
  });
}

/** Books the entry of a row together with the row. */
export async function bookRow(
  deps: RecordDeps,
  order: RecordOrder,
  attempt: Attempt,
  content: Parameters<typeof rowOf>[2],
  entry: NewEntry,
  tell: (problem: DomainError) => DomainError = (problem) => problem,
): Promise<CashEntryRow> {
  let recorded: CashEntryRow | undefined;
  const [result] = await deps.books.post(order.posting, [entry], (_from, _to, [decided]) => {
    if (decided?.status !== 'posted') return [];
    recorded = rowOf(attempt, order, content, decided);
    return rowWrites(deps, attempt, recorded, order);
  });
  if (result?.status === 'refused') throw tell(result.problem);
  if (result?.status === 'duplicate') throw idTaken(attempt.entryId);
  invariant(recorded, 'an entry that was posted has its row');
  return recorded;
}
