import * as z from 'zod';
import { Bytes, entity, type ItemOf } from '../../../shared/table/entity.ts';

/** A base rate that the company has loaded, for a half-year that the product does not know. */
export const BaseRateRow = entity({
  name: 'receivables.base-rate',
  schema: z.object({
    company: z.string(),
    from: z.string(),
    rateTimes100: z.int(),
    source: z.string(),
    version: z.int().positive(),
  }),
  key: ({ company, from }: { company: string; from: string }) => ({
    pk: `C#${company}#BASE-RATES`,
    sk: from,
  }),
  access: ['by the first day of the half-year; all of a company in order'],
});
export type BaseRateRow = ItemOf<typeof BaseRateRow>;

const Json = Bytes;

/** How a company duns: levels, limits, texts, sender, as JSON. */
export const DunningSettingsRow = entity({
  name: 'receivables.dunning-settings',
  schema: z.object({ company: z.string(), settings: Json, version: z.int().positive() }),
  key: ({ company }: { company: string }) => ({ pk: `C#${company}#DUNNING`, sk: 'SETTINGS' }),
  access: ['of a company'],
});
export type DunningSettingsRow = ItemOf<typeof DunningSettingsRow>;

/** Orders the runs of a company: how many were approved, and which is being carried out. */
export const DunningHead = entity({
  name: 'receivables.dunning-head',
  schema: z.object({ company: z.string(), approved: z.int().nonnegative(), running: z.string().optional() }),
  key: ({ company }: { company: string }) => ({ pk: `C#${company}#DUNNING`, sk: 'HEAD' }),
  access: ['of a company, by every proposal and approval'],
});
export type DunningHead = ItemOf<typeof DunningHead>;

export const DunningRunRow = entity({
  name: 'receivables.dunning-run',
  schema: z.object({
    company: z.string(),
    runId: z.string(),
    asOf: z.string(),
    currency: z.string(),
    /** `approving`, `undoing`: decided, and entries and levels of the items are being written. */
    state: z.enum(['proposed', 'approving', 'approved', 'rejected', 'undoing', 'undone']),
    /** Runs approved when this one was proposed. */
    basedOn: z.int().nonnegative(),
    letters: z.int().nonnegative(),
    /** Settings as they were, who was left out by whom, what the rules left out: JSON. */
    settings: Json,
    exclusions: Json,
    leftOut: Json,
    approvalId: z.string(),
    proposedBy: z.string(),
    proposedAt: z.iso.datetime(),
    decidedBy: z.string().optional(),
    decidedAt: z.iso.datetime().optional(),
    /** How far the items had come before it was carried out: JSON. */
    before: Json.optional(),
    undoneBy: z.string().optional(),
    undoneAt: z.iso.datetime().optional(),
    version: z.int().positive(),
  }),
  key: ({ company, runId }: { company: string; runId: string }) => ({
    pk: `C#${company}#DUNNING-RUNS`,
    sk: runId,
  }),
  access: ['by id; all of a company, newest first'],
});
export type DunningRunRow = ItemOf<typeof DunningRunRow>;

/** One letter of a run with all it says; it can be read by whoever may see the partner. */
export const DunningLetterRow = entity({
  name: 'receivables.dunning-letter',
  schema: z.object({
    company: z.string(),
    runId: z.string(),
    number: z.int().positive(),
    partnerId: z.string(),
    /** Whether anything is left of it after exclusions. */
    standing: z.boolean(),
    content: Json,
  }),
  key: (of: { company: string; runId: string; number: number }) => ({
    pk: `C#${of.company}#DUNNING-RUN#${of.runId}`,
    sk: `LETTER#${String(of.number).padStart(5, '0')}`,
  }),
  access: ['of a run by number; all of a run in order'],
});
export type DunningLetterRow = ItemOf<typeof DunningLetterRow>;

/** How far the reminders of an item have come, by approved runs. */
export const DunningState = entity({
  name: 'receivables.dunning-state',
  schema: z.object({
    company: z.string(),
    itemId: z.string(),
    /** 0: the run that reminded of it first has been undone. */
    level: z.int().nonnegative(),
    lastOn: z.string(),
    firstOn: z.string(),
    runId: z.string(),
    interestThrough: z.string().optional(),
    lumpSum: z.boolean().optional(),
  }),
  key: ({ company, itemId }: { company: string; itemId: string }) => ({
    pk: `C#${company}#DUNNING-STATE#${itemId}`,
    sk: 'STATE',
  }),
  access: ['by the id of the item'],
});
export type DunningState = ItemOf<typeof DunningState>;
