import type { FieldError } from '../../../shared/kernel/errors.ts';
import { type DeskParts, type Reference, referencesOf } from '../domain/desk/references.ts';
import type { DeskReader } from '../reader/desk.ts';
import { refuseUnfit } from './desk-ground.ts';

export interface AssertCodesDeps {
  readonly reader: Pick<DeskReader, 'loadDesk' | 'loadTeam' | 'loadCategory'>;
}

/**
 * Whoever keeps something that names teams or categories names such as are there; one that rests may be woken. Nothing is asked of a company
 * that keeps none, and each code is read once.
 * @throws tickets.does-not-fit
 */
export async function assertCodes(
  { reader }: AssertCodesDeps,
  companyId: string,
  parts: DeskParts,
): Promise<void> {
  const named = referencesOf(parts);
  if (named.length === 0) return;
  const head = await reader.loadDesk(companyId);
  const missing = async (
    kind: Reference['kind'],
    isKept: boolean,
    load: (code: string) => Promise<object | undefined>,
  ): Promise<Set<string>> => {
    const codes = isKept ? new Set(named.filter((one) => one.kind === kind).map(({ code }) => code)) : [];
    const looked = [...codes].map(async (code) => ((await load(code)) ? [] : [code]));
    return new Set((await Promise.all(looked)).flat());
  };
  const [teams, categories] = await Promise.all([
    missing('team', head.teams > 0, (code) => reader.loadTeam(companyId, code)),
    missing('category', head.categories > 0, (code) => reader.loadCategory(companyId, code)),
  ]);
  refuseUnfit(
    named.flatMap(({ kind, code, pointer }): FieldError[] =>
      (kind === 'team' ? teams : categories).has(code)
        ? [{ pointer, detail: `must be a ${kind} that is there; ${code} is none` }]
        : [],
    ),
  );
}
