import * as z from 'zod';
import { entity, type ItemOf, MinorUnits } from '../../shared/table/entity.ts';
import { METHODS } from './domain/asset.ts';

const Day = z.string();
const Month = z.string();

const EventShape = z.object({
  id: z.string(),
  kind: z.enum([
    'subsequent-cost',
    'impairment',
    'write-up',
    'disposal',
    'transfer',
    'change-of-terms',
    'units',
  ]),
  date: Day,
  entryId: z.string().optional(),
  amountMinor: MinorUnits.optional(),
  remainingLifeMonths: z.int().optional(),
  proceedsMinor: MinorUnits.optional(),
  costMinor: MinorUnits.optional(),
  account: z.string().optional(),
  position: z.string().optional(),
  depreciationAccount: z.string().optional(),
  method: z.enum(['straight-line', 'none']).optional(),
  units: z.int().optional(),
  note: z.string().optional(),
  by: z.string(),
  at: z.iso.datetime(),
});

/**
 * One asset with everything that happened to it and what has been booked of its depreciation: all that decides its value
 * changes in one conditional write. At most 200 events and a booking a month: some 30 KB.
 */
export const AssetRow = entity({
  name: 'assets.asset',
  schema: z.object({
    company: z.string(),
    id: z.string(),
    name: z.string(),
    account: z.string(),
    position: z.string(),
    depreciationAccount: z.string().optional(),
    costCentre: z.string().optional(),
    location: z.string().optional(),
    serialNumber: z.string().optional(),
    documentNumber: z.string().optional(),
    usefulLifeReason: z.string().optional(),
    quantity: z.int().positive(),
    acquiredOn: Day,
    costMinor: MinorUnits,
    residualMinor: MinorUnits,
    method: z.enum(METHODS),
    usefulLifeMonths: z.int().optional(),
    ratePercentTimes100: z.int().optional(),
    totalUnits: z.int().optional(),
    building: z
      .object({ residential: z.boolean(), permitAppliedOn: Day.optional(), completedOn: Day })
      .optional(),
    opening: z.object({ asOf: Day, accumulatedMinor: MinorUnits, thisYearMinor: MinorUnits }).optional(),
    events: z.array(EventShape),
    bookings: z.array(z.object({ month: Month, amountMinor: MinorUnits })),
    bookedThrough: Month.optional(),
    version: z.int().positive(),
    changedAt: z.iso.datetime(),
    changedBy: z.string(),
  }),
  key: ({ company, id }: { company: string; id: string }) => ({ pk: `C#${company}#ASSETS`, sk: id }),
  access: ['by id; all of a company in the order of their ids, for lists, runs and reports'],
});
export type AssetRow = ItemOf<typeof AssetRow>;
export type EventRow = AssetRow['events'][number];
