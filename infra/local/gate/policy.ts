import type { ConditionOperator, Statement } from '../template/resources/policy.ts';

/** One action on one resource that a request amounts to. */
export interface Demand {
  /** `dynamodb:PutItem`. */
  action: string;
  /** ARN, or `*` for actions without a resource. */
  resource: string;
  /** Values of condition keys, lower case; a missing key is a key that AWS would not send either. */
  context?: Readonly<Record<string, readonly string[]>>;
}

/** Whether a role's statements allow the demand: one Allow and no Deny, as IAM decides inside one account. */
export function isAllowed(statements: readonly Statement[], demand: Demand): boolean {
  const matching = statements.filter((statement) => applies(statement, demand));
  return (
    matching.some((statement) => statement.Effect === 'Allow') &&
    !matching.some((statement) => statement.Effect === 'Deny')
  );
}

function applies(statement: Statement, demand: Demand): boolean {
  return (
    statement.Action.some((pattern) => matchesPattern(pattern.toLowerCase(), demand.action.toLowerCase())) &&
    statement.Resource.some((pattern) => matchesPattern(pattern, demand.resource)) &&
    Object.entries(statement.Condition).every(([operator, keys]) =>
      Object.entries(keys ?? {}).every(([key, wanted]) =>
        tests[operator as ConditionOperator](demand.context?.[key.toLowerCase()], wanted),
      ),
    )
  );
}

type Test = (found: readonly string[] | undefined, wanted: readonly string[]) => boolean;

const isEqual = (value: string, wanted: readonly string[]) => wanted.includes(value);
const isLike = (value: string, wanted: readonly string[]) =>
  wanted.some((pattern) => matchesPattern(pattern, value));

const any =
  (matches: typeof isEqual): Test =>
  (found, wanted) =>
    found?.some((value) => matches(value, wanted)) ?? false;
/** As on AWS, true when the request carries no such key: a Scan has no leading keys and passes. */
const all =
  (matches: typeof isEqual): Test =>
  (found, wanted) =>
    found?.every((value) => matches(value, wanted)) ?? true;
const none =
  (matches: typeof isEqual): Test =>
  (found, wanted) =>
    !any(matches)(found, wanted);

const tests: Readonly<Record<ConditionOperator, Test>> = {
  StringEquals: any(isEqual),
  StringNotEquals: none(isEqual),
  StringLike: any(isLike),
  StringNotLike: none(isLike),
  ArnEquals: any(isLike),
  ArnLike: any(isLike),
  Bool: any(isEqual),
  Null: (found, wanted) => wanted.includes(String(found === undefined)),
  'ForAllValues:StringEquals': all(isEqual),
  'ForAllValues:StringLike': all(isLike),
  'ForAnyValue:StringEquals': any(isEqual),
  'ForAnyValue:StringLike': any(isLike),
};

const compiled = new Map<string, RegExp>();

/** IAM's wildcards: `*` any text, `?` one character. */
export function matchesPattern(pattern: string, value: string): boolean {
  if (!/[*?]/.test(pattern)) return pattern === value;
  let expression = compiled.get(pattern);
  if (!expression) {
    const escaped = pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.');
    expression = new RegExp(`^${escaped}$`, 's');
    compiled.set(pattern, expression);
  }
  return expression.test(value);
}
