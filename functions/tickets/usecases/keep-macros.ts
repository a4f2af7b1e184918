import { assertIfMatch } from '../../../shared/http/etag.ts';
import { refuse } from '../errors.ts';
import type { MacroReader } from '../reader/macros.ts';
import type { MacroStore } from '../store/macros.ts';
import type { MacroRow } from '../table/macros.ts';
import { assertCodes } from './assert-codes.ts';
import { type CheckMacroDeps, macroFaults } from './check-macro.ts';
import { type DeskPlace, type DeskWish, type KeepDeskDeps, traceOfDesk } from './keep-desk.ts';
import type { Keeper } from './keeper.ts';

export interface KeepMacrosDeps extends Omit<KeepDeskDeps, 'desk' | 'reader'>, CheckMacroDeps {
  readonly reader: CheckMacroDeps['reader'] & MacroReader;
  readonly macros: MacroStore;
}

/** Of a company. */
const MAX_MACROS = 100;

/** @throws tickets.unknown-macro */
export async function loadMacro(
  { reader }: { readonly reader: Pick<MacroReader, 'loadMacro'> },
  { companyId, id }: DeskPlace,
): Promise<MacroRow> {
  const row = await reader.loadMacro(companyId, id);
  if (!row) throw refuse('tickets.unknown-macro', `There is no macro ${id}.`);
  return row;
}

/**
 * Keeps a macro. Its former version stays.
 * @throws tickets.invalid-macro, tickets.does-not-fit, tickets.invalid-sla, tickets.too-many, platform.stale, platform.if-match-required
 */
export function keepMacro(
  deps: KeepMacrosDeps,
  { companyId, id }: DeskPlace,
  wish: DeskWish<MacroRow>,
  who: Keeper,
): Promise<MacroRow> {
  return deps.retryWhileContended(async () => {
    const head = await deps.reader.loadDesk(companyId);
    const [standing, last] = await Promise.all([
      deps.reader.loadMacro(companyId, id),
      deps.reader.listMacroVersions(companyId, id, { limit: 1 }),
    ]);
    if (standing) assertIfMatch(who.headers, standing.version);
    else if (head.macros >= MAX_MACROS)
      throw refuse('tickets.too-many', `A company has at most ${MAX_MACROS} macros.`);
    await assertCodes(deps, companyId, { macros: [{ id, steps: wish.steps }] });
    const errors = await macroFaults(deps, companyId, wish.steps);
    const [first] = errors;
    if (first) throw refuse('tickets.invalid-macro', `${first.pointer} ${first.detail}.`, { errors });
    const version = (last.items[0]?.version ?? 0) + 1;
    const row = { companyId, id, version, at: who.now.toISOString(), by: who.principal, ...wish };
    await deps.macros.putMacro(head, row, !standing, [traceOfDesk(deps, row, 'macro-kept', who)]);
    return row;
  });
}

/** @throws tickets.unknown-macro, platform.stale, platform.if-match-required */
export function dropMacro(deps: KeepMacrosDeps, place: DeskPlace, who: Keeper): Promise<void> {
  return deps.retryWhileContended(async () => {
    const head = await deps.reader.loadDesk(place.companyId);
    const standing = await loadMacro(deps, place);
    assertIfMatch(who.headers, standing.version);
    await deps.macros.dropMacro(head, standing, [traceOfDesk(deps, standing, 'macro-dropped', who)]);
  });
}
