import type { ApproverRule } from '../catalogue/item.ts';
import type { MacroStep } from '../macros/steps.ts';
import type { CategoryDefaults } from './sort-ticket.ts';

/** A code of a team or category, where something of the help desk names it. */
export interface Reference {
  readonly kind: 'team' | 'category';
  readonly code: string;
  /** What names it, as it is written where it is kept: `form`, `printing`. */
  readonly by: (typeof NAMERS)[number];
  readonly id: string;
  /** Where, in the body by which that is kept. */
  readonly pointer: string;
}

export const NAMERS = [
  'rule',
  'form',
  'mailbox',
  'catalogue-item',
  'promise',
  'team',
  'category',
  'template',
  'survey-settings',
  'macro',
  'answer-settings',
  'privacy-settings',
  'knowledge-article',
  'ticket',
  'task',
] as const;

interface Codes {
  readonly team?: string | undefined;
  readonly category?: string | undefined;
}

/** What a help desk is made of, as far as it names teams and categories; of what is left out nothing is said. */
export interface DeskParts {
  readonly rules?: readonly { readonly id: string; readonly set: Codes }[];
  readonly forms?: readonly (Codes & {
    readonly formId: string;
    readonly categories: readonly { readonly code: string }[];
  })[];
  readonly mailboxes?: readonly (Codes & { readonly address: string })[];
  readonly items?: readonly (Codes & {
    readonly id: string;
    readonly approvals: readonly {
      readonly by: ApproverRule;
    }[];
    readonly tasks: readonly { readonly team?: string | undefined }[];
  })[];
  readonly promises?: readonly {
    readonly id: string;
    readonly when: {
      readonly teams?: readonly string[] | undefined;
      readonly categories?: readonly string[] | undefined;
    };
  }[];
  readonly teams?: readonly { readonly id: string; readonly escalateTo?: string | undefined }[];
  readonly categories?: readonly {
    readonly id: string;
    readonly parent?: string | undefined;
    readonly defaults: CategoryDefaults;
  }[];
  readonly templates?: readonly (Codes & { readonly id: string })[];
  readonly macros?: readonly { readonly id: string; readonly steps: readonly MacroStep[] }[];
  readonly answers?: { readonly signatures: Readonly<Record<string, unknown>> } | undefined;
  readonly survey?: { readonly exceptCategories: readonly string[] } | undefined;
  readonly privacy?: { readonly letterCategories: readonly string[] } | undefined;
  readonly articles?: readonly (Codes & { readonly articleId: string })[];
}

/** Below answers of all teams that have none of their own. */
const ALL_TEAMS = '*';

/**
 * All places where parts of a help desk name a team or a category. What rules ask about is none: it is what requests say, whether it is
 * there or not.
 */
export function referencesOf(parts: DeskParts): Reference[] {
  const {
    rules = [],
    forms = [],
    mailboxes = [],
    items = [],
    promises = [],
    teams = [],
    categories = [],
    templates = [],
    macros = [],
  } = parts;
  const signed = Object.keys(parts.answers?.signatures ?? {}).filter((team) => team !== ALL_TEAMS);
  const places: Place[] = [
    ...rules.flatMap(({ id, set }, at) => codesOf('rule', id, set, `/rules/${at}/set`)),
    ...forms.flatMap(({ formId, categories: offered, ...form }) => [
      ...codesOf('form', formId, form),
      ...offered.map(({ code }, at) => place('form', formId, 'category', code, `/categories/${at}/code`)),
    ]),
    ...mailboxes.flatMap(({ address, ...mailbox }) => codesOf('mailbox', address, mailbox)),
    ...items.flatMap(({ id, approvals, tasks, ...item }) => [
      ...codesOf('catalogue-item', id, item),
      ...approvals.map(({ by }, at) =>
        place('catalogue-item', id, 'team', 'team' in by ? by.team : undefined, `/approvals/${at}/by/team`),
      ),
      ...tasks.map(({ team }, at) => place('catalogue-item', id, 'team', team, `/tasks/${at}/team`)),
    ]),
    ...promises.flatMap(({ id, when: { teams: of = [], categories: about = [] } }) => [
      ...of.map((code, at) => place('promise', id, 'team', code, `/when/teams/${at}`)),
      ...about.map((code, at) => place('promise', id, 'category', code, `/when/categories/${at}`)),
    ]),
    ...teams.map(({ id, escalateTo }) => place('team', id, 'team', escalateTo, '/escalateTo')),
    ...categories.flatMap(({ id, parent, defaults }) => [
      place('category', id, 'category', parent, '/parent'),
      place('category', id, 'team', defaults.team, '/defaults/team'),
    ]),
    ...templates.flatMap(({ id, ...template }) => codesOf('template', id, template)),
    ...(parts.survey?.exceptCategories ?? []).map((code, at) =>
      place('survey-settings', code, 'category', code, `/exceptCategories/${at}`),
    ),
    ...macros.flatMap(({ id, steps }) =>
      steps.flatMap((step, at) => codesOf('macro', id, codesOfStep(step), `/steps/${at}`)),
    ),
    ...signed.map((team) => place('answer-settings', team, 'team', team, `/signatures/${team}`)),
    ...(parts.privacy?.letterCategories ?? []).map((code, at) =>
      place('privacy-settings', code, 'category', code, `/letterCategories/${at}`),
    ),
    ...(parts.articles ?? []).flatMap(({ articleId, ...article }) =>
      codesOf('knowledge-article', articleId, article),
    ),
  ];
  return places.flatMap(({ code, ...rest }) => (code === undefined ? [] : [{ ...rest, code }]));
}

function codesOfStep(step: MacroStep): Codes {
  if (step.type === 'classify') return { category: step.category ?? undefined };
  return step.type === 'assign' ? { team: step.team ?? undefined } : {};
}

type Place = Omit<Reference, 'code'> & { readonly code: string | undefined };

function place(
  by: Reference['by'],
  id: string,
  kind: Reference['kind'],
  code: string | undefined,
  pointer: string,
): Place {
  return { by, id, kind, code, pointer };
}

function codesOf(by: Reference['by'], id: string, { team, category }: Codes, below = ''): Place[] {
  return [
    place(by, id, 'team', team, `${below}/team`),
    place(by, id, 'category', category, `${below}/category`),
  ];
}
