import { addDays } from '../../../../shared/kernel/calendar-date.ts';
import type { FieldError } from '../../../../shared/kernel/errors.ts';
import { type CustomField, type FieldValues, fieldFaults, missingFields } from '../desk/fields.ts';
import type { ApprovalStep } from '../orders/order.ts';
import type { PlannedTask } from '../tasks/tasks.ts';

/** Who approves: people by name, or those who are in a team or have a role when something is ordered. */
export type ApproverRule =
  | { readonly principals: readonly string[] }
  | { readonly team: string }
  | { readonly role: string };

export interface ApprovalRule {
  readonly by: ApproverRule;
  readonly count: number;
  /** Only where the order comes to as much, in minor units of the price's currency. */
  readonly fromMinor?: bigint | undefined;
}

export interface TemplateTask {
  readonly title: string;
  readonly assignee?: string | undefined;
  readonly team?: string | undefined;
  /** Days after the approval until which it is due. */
  readonly dueDays?: number | undefined;
  /** Numbers of tasks before it in the list, from 1 on. */
  readonly dependsOn: readonly number[];
}

/** One approver more and the last approval would not fit one transaction with thirty tasks. */
export const MAX_APPROVERS = 20;
export const MAX_STEPS = 5;
export const MAX_TEMPLATE_TASKS = 30;

/** The answers to the questions of an item, in their order; or what is wrong with them, by pointer. */
export function readAnswers(
  questions: readonly CustomField[],
  answers: FieldValues,
): { readonly lines: readonly string[]; readonly errors: readonly FieldError[] } {
  const missing = missingFields(questions, answers, 'on-open').filter(
    ({ id }) => !Object.hasOwn(answers, id),
  );
  const faults = [
    ...fieldFaults(questions, answers).map(({ pointer, detail }) => ({
      pointer: pointer.replace(/^\/fields/, '/answers'),
      detail: detail.replace('a field of the category', 'a question of the item'),
    })),
    ...missing.map(({ id, label }) => ({ pointer: `/answers/${id}`, detail: `must be given: ${label}` })),
  ];
  const lines = questions.flatMap(({ id, label }) => {
    const value = Object.hasOwn(answers, id) ? answers[id] : undefined;
    return value === undefined
      ? []
      : [`${label}: ${typeof value === 'boolean' ? (value ? '✓' : '✗') : value}`];
  });
  return { lines, errors: faults };
}

/** What an order comes to. */
export function totalMinor(price: { readonly amountMinor: bigint } | undefined, quantity: number): bigint {
  return (price?.amountMinor ?? 0n) * BigInt(quantity);
}

/**
 * The steps that an order goes through, by what it comes to.
 * @param approvers who could approve, a list for each rule; of a large team or role the first
 */
export function stepsOf(
  rules: readonly ApprovalRule[],
  total: bigint,
  approvers: readonly (readonly string[])[],
): ApprovalStep[] {
  return rules.flatMap(({ count, fromMinor }, index) =>
    fromMinor !== undefined && total < fromMinor
      ? []
      : [{ approvers: [...new Set(approvers[index])].slice(0, MAX_APPROVERS), count }],
  );
}

/** The tasks of an order that was approved on a day. */
export function tasksFrom(template: readonly TemplateTask[], approvedOn: string): PlannedTask[] {
  return template.map(({ assignee, team, dueDays, dependsOn }, index) => ({
    task: index + 1,
    assignee,
    team,
    due: dueDays === undefined ? undefined : addDays(approvedOn, dueDays),
    dependsOn,
  }));
}
