import { beforeEach, describe, expect, it } from 'vitest';
import { companiesReader } from '../../../functions/companies/reader.ts';
import { composeLedger } from '../../../functions/ledger/compose.ts';
import type { JournalHead } from '../../../functions/ledger/domain/journal-head.ts';
import type { LedgerCompany } from '../../../functions/ledger/reader.ts';
import { foldJournal } from '../../../functions/ledger/usecases/fold-journal.ts';
import { dyingTable, Killed } from '../../support/dying-table.ts';
import { type LedgerBooks, openLedgerBooks, sale } from '../../support/ledger-books.ts';

const COMPANY = 'turns';

let books: LedgerBooks;
let company: LedgerCompany;

beforeEach(async () => {
  books = await openLedgerBooks();
  await books.createCompany(COMPANY);
  await books.batch(COMPANY, [sale('2026-03-10', '1.00'), sale('2026-03-11', '2.00')]);
  const loaded = await books.ledger.loadCompany(COMPANY);
  if (!loaded) throw new Error('no company');
  company = loaded;
});

async function head(): Promise<JournalHead> {
  const loaded = await books.ledger.reader.loadHead(COMPANY, 2026);
  if (!loaded) throw new Error('no journal');
  return loaded;
}

/** Everything is folded, and nobody is said to be at it. */
async function expectFolded(): Promise<void> {
  const { foldedThrough, foldingUntil } = await head();
  expect({ foldedThrough, foldingUntil }).toEqual({ foldedThrough: 2, foldingUntil: undefined });
}

/** Somebody who says that the fold is in hand, and dies. */
async function dieAtFolding(): Promise<void> {
  const mortal = dyingTable(books.table, 1);
  const fold = composeLedger(mortal, companiesReader(mortal)).fold(company, 2026, 'leave');
  await expect(fold).rejects.toBeInstanceOf(Killed);
}

describe('one folds at a time', () => {
  it('leaves the fold to whoever has it in hand', async () => {
    await dieAtFolding();
    const { foldingUntil } = await head();
    expect(foldingUntil).toBeGreaterThan(Date.now());
    await books.ledger.fold(company, 2026, 'leave');
    expect(await head()).toMatchObject({ foldedThrough: 0, foldingUntil });
  });

  it('takes it over when that holder’s time is over, and leaves no note behind', async () => {
    await dieAtFolding();
    const { foldingUntil = 0 } = await head();
    await foldJournal({ ...books.ledger, now: () => foldingUntil }, company, 2026, 'leave');
    await expectFolded();
  });

  it('joins in where everything must be folded in the end', async () => {
    await dieAtFolding();
    await books.ledger.fold(company, 2026, 'join');
    await expectFolded();
  });

  it('is one of eight who find the same tail', async () => {
    let taken = 0;
    const store = {
      ...books.ledger.store,
      saveAccounts: async (...what: Parameters<typeof books.ledger.store.saveAccounts>) => {
        taken += 1;
        await books.ledger.store.saveAccounts(...what);
      },
    };
    const fold = () => foldJournal({ ...books.ledger, store }, company, 2026, 'leave');
    await Promise.all(Array.from({ length: 8 }, fold));
    await expectFolded();
    expect(taken).toBe(2); // each of the two accounts once
  });
});
