import type { MembershipOf } from '../../../shared/access.ts';
import type { FieldError } from '../../../shared/kernel/errors.ts';
import { type CustomField, type FieldWishes, fieldFaults } from '../domain/desk/fields.ts';
import { templateFaults } from '../domain/macros/placeholders.ts';
import { type MacroStep, ME } from '../domain/macros/steps.ts';
import type { DeskReader } from '../reader/desk.ts';
import type { SlaReader } from '../reader/slas.ts';
import type { TemplateReader } from '../reader/templates.ts';
import type { CategoryRow } from '../table/desk.ts';
import { assertSlas } from './assert-slas.ts';
import { isAgent } from './keep-desk.ts';

export interface CheckMacroDeps {
  readonly reader: DeskReader & Pick<SlaReader, 'allSlas'> & Pick<TemplateReader, 'loadTemplate'>;
  readonly companies: { readonly membershipOf: MembershipOf };
}

type Step<T extends MacroStep['type']> = Extract<MacroStep, { type: T }>;

const NO_AGENT = 'must be somebody who may work on tickets here';

/** The fields of a category; without one, of each that there is. */
export function fieldsMeant(
  categories: readonly CategoryRow[],
  category: string | undefined,
): readonly (readonly CustomField[])[] {
  return categories.filter(({ id }) => category === undefined || id === category).map(({ fields }) => fields);
}

export function idsOf(fields: readonly (readonly CustomField[])[]): ReadonlySet<string> {
  return new Set(fields.flat().map(({ id }) => id));
}

/**
 * What steps name that is not there now, besides teams and categories. It may go later: then the macro is refused at that step.
 * @throws tickets.invalid-sla
 */
export async function macroFaults(
  deps: CheckMacroDeps,
  companyId: string,
  steps: readonly MacroStep[],
): Promise<FieldError[]> {
  const slas = steps.flatMap((step, at) =>
    step.type === 'classify' ? [{ sla: step.sla, pointer: `/steps/${at}/sla` }] : [],
  );
  await assertSlas(deps, companyId, slas);
  const categories = await deps.reader.allCategories(companyId);
  const classify = steps.find((step) => step.type === 'classify');
  const fields = fieldsMeant(categories, classify?.category ?? undefined);
  const faults = steps.map(async (step, at) => {
    const found = await stepFaults(deps, companyId, step, fields);
    return found.map(({ pointer, detail }) => ({ pointer: `/steps/${at}${pointer}`, detail }));
  });
  return (await Promise.all(faults)).flat();
}

async function stepFaults(
  deps: CheckMacroDeps,
  companyId: string,
  step: MacroStep,
  fields: readonly (readonly CustomField[])[],
): Promise<FieldError[]> {
  switch (step.type) {
    case 'assign':
      return assignFaults(deps, companyId, step);
    case 'fields':
      return valueFaults(fields, step.values);
    case 'watch':
      return watchFaults(deps, companyId, step);
    case 'reply':
    case 'note':
      return writingFaults(deps, companyId, step, idsOf(fields));
    case 'classify':
    case 'tag':
    case 'state':
      return [];
  }
}

async function assignFaults(
  deps: CheckMacroDeps,
  companyId: string,
  { team, assignee }: Step<'assign'>,
): Promise<FieldError[]> {
  if (typeof assignee !== 'string' || assignee === ME) return [];
  const row = typeof team === 'string' ? await deps.reader.loadTeam(companyId, team) : undefined;
  if (row && !row.members.includes(assignee))
    return [{ pointer: '/assignee', detail: `must be a member of team ${row.id}` }];
  return (await isAgent(deps, companyId, assignee)) ? [] : [{ pointer: '/assignee', detail: NO_AGENT }];
}

/** Where several categories have the field, the value has to fit one of them. */
function valueFaults(meant: readonly (readonly CustomField[])[], values: FieldWishes): FieldError[] {
  return Object.entries(values).flatMap(([id, value]) => {
    const having = meant.filter((fields) => fields.some((field) => field.id === id));
    const pointer = `/values/${id}`;
    if (having.length === 0) return [{ pointer, detail: 'must be a field of a category' }];
    const faults = having.map((fields) => fieldFaults(fields, { [id]: value }));
    const [first] = faults.every((found) => found.length > 0) ? faults.flat() : [];
    return first ? [{ pointer, detail: first.detail }] : [];
  });
}

async function watchFaults(
  deps: CheckMacroDeps,
  companyId: string,
  { add }: Step<'watch'>,
): Promise<FieldError[]> {
  const works = await Promise.all(add.map((one) => one === ME || isAgent(deps, companyId, one)));
  return works.flatMap((is, at) => (is ? [] : [{ pointer: `/add/${at}`, detail: NO_AGENT }]));
}

async function writingFaults(
  { reader }: CheckMacroDeps,
  companyId: string,
  { text, template }: Step<'reply' | 'note'>,
  fields: ReadonlySet<string>,
): Promise<FieldError[]> {
  if (text !== undefined) return templateFaults(text, fields).map((detail) => ({ pointer: '/text', detail }));
  if (template !== undefined && (await reader.loadTemplate(companyId, template))) return [];
  return [{ pointer: '/template', detail: 'must be a template that is kept' }];
}
