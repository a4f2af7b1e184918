import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { companiesReader } from '../../../functions/companies/reader.ts';
import { type CreditOnBooks, composeOnBooks } from '../../../functions/credit/compose-books.ts';
import { unpackDues } from '../../../functions/credit/domain/dues.ts';
import { profileBindings } from '../../../functions/credit/handlers/profiles.ts';
import { reconciliationBindings } from '../../../functions/credit/handlers/reconciliations.ts';
import { CreditExposureRow } from '../../../functions/credit/table.ts';
import { type BooksChange, followBooks } from '../../../functions/credit/usecases/follow-books.ts';
import { reconcileCompany } from '../../../functions/credit/usecases/reconcile-company.ts';
import { composeReceivables } from '../../../functions/receivables/compose.ts';
import { dunningChanged, events } from '../../../functions/receivables/contract.ts';
import { dunningSources } from '../../../functions/receivables/dunning-sources.ts';
import { dunningBindings } from '../../../functions/receivables/handlers/dunning.ts';
import { dunningDecisionBindings } from '../../../functions/receivables/handlers/dunning-decisions.ts';
import { ChangeRecord } from '../../../shared/changes.ts';
import { newId } from '../../../shared/kernel/ids.ts';
import { put } from '../../../shared/table/writes.ts';
import { SENDER } from '../../support/letter-fixture.ts';
import { INVOICE, openReceivablesApi, type ReceivablesApi } from '../../support/receivables-api.ts';
import { times } from '../../support/thorough.ts';

let api: ReceivablesApi;
let credit: CreditOnBooks;
const NOW = new Date('2026-06-15T12:00:00.000Z');

beforeAll(async () => {
  api = await openReceivablesApi(undefined, (ledger) => {
    const { table } = ledger;
    credit = composeOnBooks(table);
    const sources = dunningSources(composeReceivables(table, ledger));
    const dunning = dunningBindings({ table, companies: companiesReader(table), newId, ...sources });
    const decisions = dunningDecisionBindings({ table, books: ledger, newId });
    return [...profileBindings(credit), ...reconciliationBindings(credit), ...dunning, ...decisions];
  });
});

async function openCompany(companyId: string) {
  await api.createCompany(companyId);
  const partner = { kind: 'customer', name: 'Kunde', account: '10000', paymentTermsDays: 30 };
  await api.at(companyId).putPartner('k-1', partner);
  const params = { companyId, customerId: 'k-1' };
  await api.call('PUT', '/companies/{companyId}/credit/{customerId}', { params, body: {} });
  const profile = async () =>
    (await api.call('GET', '/companies/{companyId}/credit/{customerId}', { params })).body;
  const reconcile = async () =>
    (await api.call('POST', '/companies/{companyId}/credit/{customerId}/reconciliation', { params })).body;
  const ledgerBalance = async () => {
    const { body } = await api.at(companyId).openItems({ side: 'receivable', asOf: '2026-12-31' });
    return body.ledgerBalance as string;
  };
  return { at: api.at(companyId), profile, reconcile, ledgerBalance };
}

const booked = (number: number): BooksChange => ({ fiscalYear: 2026, from: number, to: number });

/** What one step of a story does to the books; it says what there is to be heard of it. */
const step = fc.oneof(
  fc.record({ kind: fc.constant('invoice' as const), amount: fc.integer({ min: 1, max: 500 }) }),
  fc.record({ kind: fc.constant('prepayment' as const), amount: fc.integer({ min: 1, max: 500 }) }),
  fc.record({ kind: fc.constant('pay' as const), which: fc.nat(9) }),
  fc.record({ kind: fc.constant('reverse' as const), which: fc.nat(9) }),
);

describe('open items in the exposure', () => {
  it('are those of the books after any sequence of events, late, twice and in any order', async () => {
    let company = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 2, maxLength: 6 }),
        fc.infiniteStream(fc.nat(1_000_000)),
        async (steps, chance) => {
          company += 1;
          const id = `books-${company}`;
          const { at, profile, ledgerBalance } = await openCompany(id);
          const changes: BooksChange[] = [];
          const entries: { id: string; number: number }[] = [];
          const hear = async (some: readonly BooksChange[]) => followBooks(credit, id, some, NOW);
          for (const { kind, ...what } of steps) {
            const next = Number(chance.next().value);
            if (kind === 'invoice' || kind === 'prepayment') {
              const amount = `${'amount' in what ? what.amount : 1}.00`;
              const accounts =
                kind === 'invoice' ? {} : { debitAccount: '1200', creditAccount: '10000', text: 'Anzahlung' };
              const { body } = await at.postPosting({ ...INVOICE, ...accounts, amount });
              entries.push(body);
              changes.push(booked(body.number));
            } else if (entries.length > 0) {
              const entry = entries['which' in what ? what.which % entries.length : 0];
              const answer =
                kind === 'pay'
                  ? await at.clear({
                      date: '2026-03-20',
                      bankAccount: '1200',
                      items: [{ item: `2026-${entry?.number}-1` }],
                    })
                  : await at.reverse(entry?.id ?? '', { date: '2026-03-21' });
              if (answer.status !== 201) continue;
              changes.push({ accounts: ['10000'] });
              if (answer.body.number) changes.push(booked(answer.body.number));
            }
            // Now and then something is heard at once, whatever it is.
            const some = changes[next % Math.max(1, changes.length)];
            if (next % 3 === 0 && some) await hear([some]);
          }
          const shuffled = changes.toSorted(() => (Number(chance.next().value) % 2 === 0 ? 1 : -1));
          await Promise.all([hear(shuffled), hear(changes.slice(0, 2))]);
          const { exposure } = await profile();
          expect(exposure.total).toBe(await ledgerBalance());
          expect(Number(exposure.openItems) - Number(exposure.prepayments)).toBeCloseTo(
            Number(exposure.total),
          );
        },
      ),
      { numRuns: times(2), endOnFailure: true },
    );
  });
});

describe('a profile that was there before its partner', () => {
  it('has what is open on the account as soon as the partner is there', async () => {
    const company = 'late-partner';
    await api.createCompany(company);
    const at = api.at(company);
    const params = { companyId: company, customerId: 'k-9' };
    const path = '/companies/{companyId}/credit/{customerId}';
    await api.call('PUT', path, { params, body: {} });
    await at.postPosting({ ...INVOICE, amount: '119.00', date: '2026-06-10' });
    const hear = () => followBooks(credit, company, [{ partnerId: 'k-9' }], NOW);
    const openItems = async () => (await api.call('GET', path, { params })).body.exposure.openItems;
    await hear();
    expect(await openItems()).toBe('0.00');
    const partner = { kind: 'customer', name: 'Kunde', account: '10000', paymentTermsDays: 30 };
    await at.putPartner('k-9', partner);
    await Promise.all([hear(), hear()]);
    expect(await openItems()).toBe('119.00');
  });
});

describe('an advance that was asked for', () => {
  it('is no exposure, paid in part or overdue; the invoice for what was delivered is', async () => {
    const { at, profile, reconcile } = await openCompany('advances');
    const advance = { date: '2026-03-02', amount: '119.00', debitAccount: '10000', creditAccount: '1718' };
    const { body: asked } = await at.postPosting({ ...advance, text: 'Anzahlung', advance: true });
    await followBooks(credit, 'advances', [booked(asked.number)], NOW);
    expect(await profile()).toMatchObject({
      oldestOverdueDays: 0,
      exposure: { openItems: '0.00', overdue: '0.00', total: '0.00' },
    });
    const { body } = await at.openItems({ side: 'receivable', asOf: '2026-12-31' });
    expect(body.items).toMatchObject([{ open: '119.00', advance: true }]);
    const items = [{ item: body.items[0].id, amount: '50.00' }];
    expect((await at.clear({ date: '2026-03-20', bankAccount: '1200', items })).status).toBe(201);
    await at.postPosting({ ...INVOICE, date: '2026-06-10', amount: '100.00' });
    await reconcile();
    expect((await profile()).exposure).toMatchObject({ openItems: '100.00', overdue: '0.00' });
    expect(await reconcile()).toMatchObject({ ok: true });
  });
});

describe('the level of dunning', () => {
  it('is known as soon as a run is carried out, and the former one when it is taken back', async () => {
    const { at, profile } = await openCompany('dunned');
    const { body: entry } = await at.postPosting({ ...INVOICE, amount: '100.00' });
    await followBooks(credit, 'dunned', [booked(entry.number)], NOW);
    const runs = '/companies/{companyId}/dunning-runs';
    const params = { companyId: 'dunned' };
    const settings = '/companies/{companyId}/dunning-settings';
    const { body } = await api.call('GET', settings, { params });
    await api.call('PUT', settings, {
      params,
      body: { ...body, sender: SENDER },
      headers: { 'if-match': '"0"' },
    });
    const run = await api.call('POST', runs, { params, body: { asOf: '2026-05-20' } });
    const runId = run.body.id;
    const decided = { params: { ...params, runId }, body: { decision: 'approved' }, principal: 'bert' };
    expect((await api.call('POST', `${runs}/{runId}/approval`, decided)).status).toBe(200);
    const told = async () => {
      const spec = { pk: `C#dunned#CHANGES#dunning-runs/${runId}`, index: 'gsi1' as const };
      const changes = await Array.fromAsync(credit.table.queryAll(ChangeRecord, spec));
      const source = events.find(({ publishes }) => publishes.type === dunningChanged.type);
      return changes.flatMap((change) => source?.toEvents(change) ?? []).map(({ payload }) => payload);
    };
    expect(await told()).toEqual([{ runId }]);
    expect((await profile()).dunningLevel).toBe(0);
    await followBooks(credit, 'dunned', [{ runId }], NOW);
    expect((await profile()).dunningLevel).toBe(1);
    const undo = { params: { ...params, runId }, body: { date: '2026-05-21' } };
    expect((await api.call('POST', `${runs}/{runId}/undo`, undo)).status).toBe(200);
    expect(await told()).toEqual([{ runId }, { runId }]);
    await followBooks(credit, 'dunned', [{ runId }, { runId }], NOW);
    expect((await profile()).dunningLevel).toBe(0);
  });
});

describe('the reconciliation', () => {
  it('finds nothing where all is well, and mends what was planted', async () => {
    const { at, profile, reconcile } = await openCompany('planted');
    await at.postPosting({ ...INVOICE, date: '2026-03-02', amount: '100.00' });
    expect(await reconcile()).toMatchObject({
      ok: false,
      differences: [{ what: 'openItems', stored: '0.00', found: '100.00' }],
    });
    expect(await reconcile()).toMatchObject({ ok: true, differences: [] });
    expect(await profile()).toMatchObject({
      oldestOverdueDays: 75,
      exposure: { openItems: '100.00', overdue: '100.00', total: '100.00' },
    });
    const key = { company: 'planted', customer: 'k-1' };
    const exposure = await credit.table.get(CreditExposureRow, key);
    if (!exposure) throw new Error('no exposure');
    expect(unpackDues(exposure.dues)).toEqual([{ on: '2026-04-01', minor: 10_000n }]);
    const version = exposure.version + 1;
    await credit.table.write(put(CreditExposureRow, { ...exposure, openItemsMinor: 1n, version }));
    const company = await credit.books.loadCompany('planted');
    if (!company) throw new Error('no company');
    expect(await reconcileCompany(credit, company, NOW)).toBe(3);
    const path = '/companies/{companyId}/credit-reconciliation';
    const report = await api.call('GET', path, { params: { companyId: 'planted' } });
    expect(report.body).toMatchObject({
      customers: 1,
      found: 3,
      differences: [
        { customerId: 'k-1', what: 'openItems', stored: '0.01', found: '100.00' },
        { what: 'exposure', found: '100.00' },
        { what: 'group', found: '100.00' },
      ],
    });
    expect((await profile()).exposure.total).toBe('100.00');
    expect(await reconcileCompany(credit, company, NOW)).toBe(0);
  });
});
