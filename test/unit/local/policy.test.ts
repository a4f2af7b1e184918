import { describe, expect, it } from 'vitest';
import { isAllowed, matchesPattern } from '../../../infra/local/gate/policy.ts';
import { Statement } from '../../../infra/local/template/resources/policy.ts';

const statement = (values: object) =>
  Statement.parse({ Effect: 'Allow', Action: '*', Resource: '*', ...values });
const put = { action: 'dynamodb:PutItem', resource: 'arn:aws:dynamodb:eu:0:table/t' };

describe('isAllowed', () => {
  it('needs one Allow for action and resource', () => {
    expect(isAllowed([], put)).toBe(false);
    expect(isAllowed([statement({ Action: 'dynamodb:Put*', Resource: put.resource })], put)).toBe(true);
    expect(isAllowed([statement({ Action: 'dynamodb:putitem' })], put)).toBe(true);
    expect(isAllowed([statement({ Action: 'dynamodb:GetItem' })], put)).toBe(false);
    expect(isAllowed([statement({ Resource: `${put.resource}/index/*` })], put)).toBe(false);
  });

  it('lets a Deny win', () => {
    expect(isAllowed([statement({}), statement({ Effect: 'Deny', Action: 'dynamodb:*' })], put)).toBe(false);
  });

  it.each([
    ['ForAllValues:StringLike', ['C#1', 'C#2'], true],
    ['ForAllValues:StringLike', ['C#1', 'X'], false],
    ['ForAllValues:StringLike', undefined, true],
    ['ForAnyValue:StringLike', ['C#1', 'X'], true],
    ['ForAnyValue:StringLike', undefined, false],
    ['StringLike', ['C#1'], true],
    ['StringNotLike', ['C#1'], false],
    ['StringNotLike', undefined, true],
  ])('%s over %j is %s', (operator, values, allowed) => {
    const guarded = statement({ Condition: { [operator]: { 'dynamodb:LeadingKeys': ['C#*'] } } });
    const context = values && { context: { 'dynamodb:leadingkeys': values } };
    expect(isAllowed([guarded], { ...put, ...context })).toBe(allowed);
  });
});

describe('matchesPattern', () => {
  it('knows * and ? and nothing else', () => {
    expect(matchesPattern('a.c*', 'a.c/d\ne')).toBe(true);
    expect(matchesPattern('a?c', 'abc')).toBe(true);
    expect(matchesPattern('a.c', 'abc')).toBe(false);
    expect(matchesPattern('a[b]*', 'ab')).toBe(false);
  });
});
