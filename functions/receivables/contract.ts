import * as z from 'zod';
import type { UploadKind } from '../../shared/imports/upload-kind.ts';
import type { EventSource } from '../../shared/queue/event-source.ts';
import { message } from '../../shared/queue/message.ts';
import { MAX_PARTS } from './domain/clearing.ts';

export const datevPartners = {
  kind: 'datev-partners',
  permission: 'receivables.manage',
  maxBytes: 64 * 1_048_576,
  summary: 'Customers and vendors as DATEV master data (EXTF, Debitoren/Kreditoren)',
  format: 'datev-partners',
} as const satisfies UploadKind;

export const uploadKinds: readonly UploadKind[] = [datevPartners];

/** Items of these accounts are less open than before, or more: what became of them with an entry or without one. */
export const itemsCleared = message({
  type: 'receivables.items-cleared',
  kind: 'event',
  summary: 'Open items were cleared, or a clearing was undone; it names the accounts and carries no amounts.',
  payload: z.strictObject({ clearingId: z.string(), accounts: z.array(z.string()) }),
});

/** What a partner is called may be another now, or it is new, or has been erased: ask the reader. */
export const partnerChanged = message({
  type: 'receivables.partner-changed',
  kind: 'event',
  summary: 'A customer or vendor was created, changed or erased.',
  payload: z.strictObject({ partnerId: z.string() }),
});

/** Items have come to other levels of dunning: those of the letters of a run. */
export const dunningChanged = message({
  type: 'receivables.dunning-changed',
  kind: 'event',
  summary: 'A dunning run was carried out or taken back: levels of its items are others now.',
  payload: z.strictObject({ runId: z.string() }),
});

const PARTNER_ACTIONS: ReadonlySet<string> = new Set([
  'receivables.partner-changed',
  'receivables.partner-erased',
]);
const PARTNER_SUBJECT = 'partners/';

const ChangeImage = z.object({
  companyId: z.string(),
  changeId: z.string(),
  action: z.string(),
  subject: z.string(),
});

/** A partner is replaced as it stands; what is inserted with every change is its trace. */
function partnerEvents(image: Readonly<Record<string, unknown>>) {
  const { companyId, changeId, action, subject } = ChangeImage.parse(image);
  if (!PARTNER_ACTIONS.has(action)) return [];
  return [{ id: changeId, companyId, payload: { partnerId: subject.slice(PARTNER_SUBJECT.length) } }];
}

const RUN_SUBJECT = 'dunning-runs/';

/** Written with the end of a run, after its levels. */
function dunningEvents(image: Readonly<Record<string, unknown>>) {
  const { companyId, changeId, action, subject } = ChangeImage.parse(image);
  if (action !== 'receivables.dunning-run-levels-written') return [];
  return [{ id: changeId, companyId, payload: { runId: subject.slice(RUN_SUBJECT.length) } }];
}

const ClearingImage = z.object({
  company: z.string(),
  id: z.string(),
  parts: z.array(z.object({ account: z.string() })),
});

/** The clearing is the event, and the trace of a change of a partner. What else receivables know follows from the journal, which tells of itself. */
export const events: readonly EventSource[] = [
  { entity: 'shared.change', publishes: partnerChanged, toEvents: partnerEvents },
  { entity: 'shared.change', publishes: dunningChanged, toEvents: dunningEvents },
  {
    entity: 'receivables.clearing',
    publishes: itemsCleared,
    toEvents: (image) => {
      const { company, id, parts } = ClearingImage.parse(image);
      const accounts = [...new Set(parts.map(({ account }) => account))];
      return [{ id, companyId: company, payload: { clearingId: id, accounts } }];
    },
  },
];

const Amount = z.string().max(40).meta({ example: '116.62' });

/** What is to happen to one open item, on the wire: when it is cleared here, or by a bank transaction. */
export const ClearingItem = z.strictObject({
  item: z.string().max(32).meta({ example: '2026-17-1' }),
  amount: Amount.optional().describe('Paid or set off; all that is left after the other two unless said.'),
  discount: Amount.optional().describe('Cash discount (Skonto), gross: its tax is corrected.'),
  writeOff: Amount.optional().describe('Written off, gross: its tax is corrected.'),
});
export type ClearingItem = z.output<typeof ClearingItem>;

/** The items of one clearing. */
export const ClearingItems = z.array(ClearingItem).min(1).max(MAX_PARTS);
