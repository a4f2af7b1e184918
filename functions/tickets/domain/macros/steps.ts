import type { FieldError } from '../../../../shared/kernel/errors.ts';
import type { FieldWishes } from '../desk/fields.ts';
import type { TicketHappening } from '../ticket/events.ts';
import type { TicketState } from '../ticket/ticket.ts';

/** Whoever applies a macro; no principal is called so. */
export const ME = '@me';

/** What an event says; a step wishes the same. */
type Said<T extends TicketHappening['type']> = Omit<Extract<TicketHappening, { type: T }>, 'type'>;

export type MacroStep =
  | ({ readonly type: 'classify' } & Said<'classified'>)
  | ({ readonly type: 'assign' } & Said<'assigned'>)
  | { readonly type: 'tag'; readonly add: readonly string[]; readonly remove: readonly string[] }
  | { readonly type: 'fields'; readonly values: FieldWishes }
  | { readonly type: 'watch'; readonly add: readonly string[]; readonly remove: readonly string[] }
  | Writing<'reply'>
  | Writing<'note'>
  | {
      readonly type: 'state';
      readonly state: TicketState;
      /** Of `planned`: days from now on which it comes back. */
      readonly afterDays?: number | undefined;
      readonly dropTasks?: true | undefined;
    };

interface Writing<T extends 'reply' | 'note'> {
  readonly type: T;
  /** One of the two; both with placeholders. */
  readonly text?: string | undefined;
  readonly template?: string | undefined;
}

/** A step with the people and words that it stands for. */
export type ReadyStep =
  | Exclude<MacroStep, Writing<'reply'> | Writing<'note'>>
  | {
      readonly type: 'reply' | 'note';
      readonly text: string;
      readonly language: string;
      readonly from: 'text' | 'template';
    };

/** A step with whoever applies the macro in the place of `@me`. */
export function withMe(step: MacroStep, principal: string): MacroStep {
  const person = (one: string) => (one === ME ? principal : one);
  if (step.type === 'assign' && typeof step.assignee === 'string')
    return { ...step, assignee: person(step.assignee) };
  if (step.type === 'watch') return { ...step, add: step.add.map(person), remove: step.remove.map(person) };
  return step;
}

/** Complaints about a ticket's change, as complaints about the steps of the macro that wants it. */
export function faultsOfSteps(errors: readonly FieldError[], steps: readonly MacroStep[]): FieldError[] {
  return errors.map(({ pointer, detail }) => ({ pointer: placeOf(pointer, steps), detail }));
}

function placeOf(pointer: string, steps: readonly MacroStep[]): string {
  const [, part, id = ''] = pointer.split('/');
  const at = (type: MacroStep['type']) => steps.findIndex((step) => step.type === type);
  if (part === 'team' || part === 'assignee') return `/steps/${at('assign')}${pointer}`;
  if (part === 'category') return `/steps/${at('classify')}${pointer}`;
  const step = steps[at('fields')];
  return step?.type === 'fields' && Object.hasOwn(step.values, id)
    ? `/steps/${at('fields')}/values/${id}`
    : `/steps/${at('state')}/state`;
}
