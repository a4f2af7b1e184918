import { refuse } from '../errors.ts';
import type { LedgerCompany } from '../reader.ts';
import { type Verification, type VerifyJournalDeps, verifyJournal } from './verify-journal.ts';

/** API Gateway ends a request after 30 seconds, and the function after 29: a refusal must be out before. */
const SECONDS = 24;

export interface VerifyInTimeDeps extends VerifyJournalDeps {
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Verifies a journal for somebody who waits for the answer.
 * @throws DomainError `ledger.verification-too-long` when it takes longer than an answer may
 */
export function verifyInTime(
  { now, reader, loadSeals }: VerifyInTimeDeps,
  company: LedgerCompany,
  onlyYear?: number,
): Promise<Verification> {
  const end = now() + SECONDS * 1_000;
  let entries = 0;
  const assertTime = () => {
    if (now() < end) return;
    const detail =
      `After ${SECONDS} seconds ${entries} entries were verified. Ask for the export \`journal-verification\`, which has ` +
      'the time; one `fiscalYear` takes less than all.';
    throw refuse('ledger.verification-too-long', detail);
  };
  const visiting =
    <T>(visit: (item: T) => void) =>
    (item: T) => {
      assertTime();
      visit(item);
    };
  const hurried: VerifyJournalDeps['reader'] = {
    ...reader,
    visitAccountPeriods: (of, year, visit) => reader.visitAccountPeriods(of, year, visiting(visit)),
    visitStatementPages: (of, year, visit) => reader.visitStatementPages(of, year, visiting(visit)),
    visitDocumentIndex: (of, year, visit) => reader.visitDocumentIndex(of, year, visiting(visit)),
    async *blocksAfter(...where) {
      for await (const block of reader.blocksAfter(...where)) {
        assertTime();
        yield block;
        entries += block.lastNumber - block.firstNumber + 1;
      }
    },
  };
  return verifyJournal({ reader: hurried, loadSeals }, company, onlyYear);
}
