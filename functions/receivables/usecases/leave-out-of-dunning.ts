import { refuseDunning } from '../domain/dunning/dunning-errors.ts';
import type { DunningSettings } from '../domain/dunning/dunning-settings.ts';
import { packJson, unpackJson } from '../domain/dunning/packed-json.ts';
import { proposeDunning } from '../domain/dunning/propose-dunning.ts';
import type { BaseRateOf } from '../domain/interest/default-interest.ts';
import type { DunningLetterRow, DunningRunRow } from '../table/dunning.ts';
import {
  letterOf,
  type ProposeRunDeps,
  type ProposeRunInput,
  type StoredLetter,
  traceRun,
} from './propose-dunning-run.ts';

/** An item, or all items of a partner, that somebody leaves out of a run. */
export interface Exclusion {
  readonly itemId?: string | undefined;
  readonly partnerId?: string | undefined;
  readonly reason: string;
}
export interface MadeExclusion extends Exclusion {
  readonly by: string;
  readonly at: string;
}

export const MAX_EXCLUSIONS = 1_000;

/** Leaves items or partners out of a proposal; the letters concerned are made again of what remains. */
export async function leaveOutOfDunning(
  deps: Pick<ProposeRunDeps, 'store' | 'newId' | 'baseRateOf'>,
  run: DunningRunRow,
  wanted: readonly Exclusion[],
  who: Pick<ProposeRunInput, 'principal' | 'now' | 'requestId'>,
): Promise<DunningRunRow> {
  if (run.state !== 'proposed') throw refuseDunning('receivables.run-decided', `The run is ${run.state}.`);
  const changed: DunningLetterRow[] = [];
  const missing = new Set(wanted);
  for await (const row of deps.store.allLetters(run.company, run.runId)) {
    const { proposed } = unpackJson<StoredLetter>(row.content);
    const items = [...proposed.claims.map(({ item }) => item), ...proposed.credits];
    const here = wanted.filter(
      (one) => one.partnerId === row.partnerId || items.some(({ id }) => id === one.itemId),
    );
    if (here.length === 0 || !row.standing) continue;
    for (const one of here) missing.delete(one);
    changed.push(without(row, proposed, here, run, deps.baseRateOf));
  }
  const [lost] = missing;
  if (lost) {
    const detail = `No letter of the run has ${lost.itemId ?? lost.partnerId}.`;
    const pointer = `/leaveOut/${wanted.indexOf(lost)}`;
    throw refuseDunning('receivables.not-in-run', detail, {
      errors: [{ pointer, detail: 'is in no letter' }],
    });
  }
  const by = { by: who.principal.id, at: who.now.toISOString() };
  const made = [...unpackJson<MadeExclusion[]>(run.exclusions), ...wanted.map((one) => ({ ...one, ...by }))];
  if (made.length > MAX_EXCLUSIONS)
    throw refuseDunning('receivables.not-in-run', `A run takes at most ${MAX_EXCLUSIONS} exclusions.`);
  const gone = changed.filter(({ standing }) => !standing).length;
  const next = { ...run, exclusions: packJson(made), letters: run.letters - gone, version: run.version + 1 };
  const trace = traceRun(deps, next, who, 'changed', { leftOut: wanted.length });
  await deps.store.changeRun(run, next, changed, [trace]);
  return next;
}

function without(
  row: DunningLetterRow,
  { claims, credits, partner }: StoredLetter['proposed'],
  exclusions: readonly Exclusion[],
  { settings: packed, asOf, currency }: DunningRunRow,
  baseRateOf: BaseRateOf,
): DunningLetterRow {
  const settings = unpackJson<DunningSettings>(packed);
  const isKept = ({ id }: { readonly id: string }) =>
    !exclusions.some(({ itemId, partnerId }) => itemId === id || partnerId === row.partnerId);
  const items = [...claims.map(({ item }) => item), ...credits].filter(isKept);
  const partners = new Map([[partner.id, partner]]);
  const [proposed] = proposeDunning({
    items,
    partners,
    terms: settings.terms,
    asOf,
    currency,
    baseRateOf,
  }).letters;
  if (!proposed) return { ...row, standing: false };
  return { ...row, content: packJson({ proposed, letter: letterOf(proposed, settings, asOf, currency) }) };
}
