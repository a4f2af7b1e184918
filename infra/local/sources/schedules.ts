import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { readJsonFile, writeJsonFile } from '../json-file.ts';
import type { ScheduleModel } from '../template/model.ts';
import { ACCOUNT, REGION } from '../template/place.ts';
import type { Invoker } from '../workers/invoker.ts';
import { pause } from './pause.ts';
import { compileSchedule } from './schedule-slots.ts';

/** Last slot that was run, by schedule, in milliseconds since the epoch. */
const Slots = z.record(z.string(), z.number());

export interface SchedulesOptions {
  schedules: readonly ScheduleModel[];
  invoker: Pick<Invoker, 'invoke'>;
  slotFile: string;
  now(): Date;
}

const TICK_MS = 1_000;
/** EventBridge invokes asynchronously: a failed run is tried twice more. */
const ATTEMPTS = 3;

/**
 * Runs schedules at their slots. Slots missed while nothing ran are made up for by one run of the latest of them. A
 * slot counts as run when its function is through, so a killed run is repeated at the next start.
 * @returns stops after the runs under way
 */
export function startSchedules(options: SchedulesOptions): () => Promise<void> {
  const stopping = new AbortController();
  const slots = Slots.safeParse(readJsonFile(options.slotFile)).data ?? {};
  const loops = options.schedules.map((schedule) => follow(options, schedule, slots, stopping.signal));
  return async () => {
    stopping.abort();
    await Promise.all(loops);
  };
}

async function follow(
  { invoker, slotFile, now }: SchedulesOptions,
  schedule: ScheduleModel,
  slots: z.infer<typeof Slots>,
  signal: AbortSignal,
): Promise<void> {
  const findSlot = compileSchedule(schedule.expression);
  const finish = (slot: number) => {
    slots[schedule.name] = slot;
    writeJsonFile(slotFile, slots);
  };
  // A new installation has missed nothing.
  if (slots[schedule.name] === undefined) finish(now().getTime());
  let lookedUntil = slots[schedule.name] ?? 0;
  while (!signal.aborted) {
    const at = now().getTime();
    const slot = findSlot(lookedUntil, at);
    lookedUntil = at;
    if (slot !== undefined && (await run(invoker, schedule, slot, signal))) finish(slot);
    await pause(TICK_MS, signal);
  }
}

/** @returns false when the runner stopped before a failed run could be tried again */
async function run(
  invoker: SchedulesOptions['invoker'],
  schedule: ScheduleModel,
  slot: number,
  signal: AbortSignal,
): Promise<boolean> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    try {
      await invoker.invoke(schedule.functionArn, toEvent(schedule, slot));
      return true;
    } catch {
      // The invoker has told of it already.
      if (attempt < ATTEMPTS) await pause(attempt * 10_000, signal);
      if (signal.aborted) return false;
    }
  }
  return true;
}

/** The target's own input, or EventBridge's event with the time of the slot. */
function toEvent(schedule: ScheduleModel, slot: number): unknown {
  if (schedule.input !== undefined) return JSON.parse(schedule.input);
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account: ACCOUNT,
    time: new Date(slot).toISOString().replace('.000Z', 'Z'),
    region: REGION,
    resources: [`arn:aws:events:${REGION}:${ACCOUNT}:rule/${schedule.name.split('/')[0]}`],
    detail: {},
  };
}
