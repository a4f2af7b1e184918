import { assertIfMatch } from '../../../shared/http/etag.ts';
import { templateFaults } from '../domain/macros/placeholders.ts';
import { refuse } from '../errors.ts';
import type { MacroReader } from '../reader/macros.ts';
import type { TemplateReader } from '../reader/templates.ts';
import type { TemplateStore } from '../store/templates.ts';
import type { TemplateRow } from '../table/templates.ts';
import { fieldsMeant, idsOf } from './check-macro.ts';
import { assertThere } from './desk-ground.ts';
import { type DeskPlace, type DeskWish, type KeepDeskDeps, traceOfDesk } from './keep-desk.ts';
import type { Keeper } from './keeper.ts';

export interface KeepTemplatesDeps extends Omit<KeepDeskDeps, 'desk' | 'companies'> {
  readonly reader: KeepDeskDeps['reader'] & TemplateReader & Pick<MacroReader, 'allMacros'>;
  readonly templates: TemplateStore;
}

/** Of a company. */
const MAX_TEMPLATES = 200;

/** @throws tickets.unknown-template */
export async function loadTemplate(
  { reader }: { readonly reader: Pick<TemplateReader, 'loadTemplate'> },
  { companyId, id }: DeskPlace,
): Promise<TemplateRow> {
  const row = await reader.loadTemplate(companyId, id);
  if (!row) throw refuse('tickets.unknown-template', `There is no template ${id}.`);
  return row;
}

/**
 * Keeps a reply template. Its former version stays.
 * @throws tickets.invalid-template, tickets.does-not-fit, tickets.too-many, platform.stale, platform.if-match-required
 */
export function keepTemplate(
  deps: KeepTemplatesDeps,
  { companyId, id }: DeskPlace,
  wish: DeskWish<TemplateRow>,
  who: Keeper,
): Promise<TemplateRow> {
  return deps.retryWhileContended(async () => {
    const head = await deps.reader.loadDesk(companyId);
    const [standing, last] = await Promise.all([
      deps.reader.loadTemplate(companyId, id),
      deps.reader.lastTemplateVersion(companyId, id),
    ]);
    if (standing) assertIfMatch(who.headers, standing.version);
    else if (head.templates >= MAX_TEMPLATES)
      throw refuse('tickets.too-many', `A company has at most ${MAX_TEMPLATES} templates.`);
    await assertThere(deps, companyId, wish);
    const fields = fieldsMeant(await deps.reader.allCategories(companyId), wish.category);
    const faults = templateFaults(wish.text, idsOf(fields));
    if (faults[0] !== undefined)
      throw refuse('tickets.invalid-template', `The text ${faults[0]}.`, {
        errors: faults.map((detail) => ({ pointer: '/text', detail })),
      });
    const row = { companyId, id, version: last + 1, at: who.now.toISOString(), by: who.principal, ...wish };
    await deps.templates.putTemplate(head, row, !standing, [traceOfDesk(deps, row, 'template-kept', who)]);
    return row;
  });
}

/**
 * Drops a template that no macro answers with.
 * @throws tickets.unknown-template, tickets.still-named, platform.stale, platform.if-match-required
 */
export function dropTemplate(deps: KeepTemplatesDeps, place: DeskPlace, who: Keeper): Promise<void> {
  return deps.retryWhileContended(async () => {
    const head = await deps.reader.loadDesk(place.companyId);
    const standing = await loadTemplate(deps, place);
    assertIfMatch(who.headers, standing.version);
    await assertNoMacro(deps, place);
    const trace = traceOfDesk(deps, standing, 'template-dropped', who);
    await deps.templates.dropTemplate(head, standing, [trace]);
  });
}

async function assertNoMacro({ reader }: KeepTemplatesDeps, { companyId, id: template }: DeskPlace) {
  const namedBy = (await reader.allMacros(companyId)).flatMap(({ id, steps }) =>
    steps.flatMap((step, at) =>
      'template' in step && step.template === template
        ? [{ by: 'macro', id, pointer: `/steps/${at}/template` }]
        : [],
    ),
  );
  const [first] = namedBy;
  if (first)
    throw refuse('tickets.still-named', `The macro ${first.id} answers with it.`, { extra: { namedBy } });
}
