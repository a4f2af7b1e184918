import { expect, test } from 'vitest';
import { mayWith, ROLES } from '../../../shared/access.ts';
import { type Approval, decideApproval } from '../../../shared/approvals.ts';
import { changedValues } from '../../../shared/changes.ts';
import { assertIfMatch } from '../../../shared/http/etag.ts';
import { prefersAsync } from '../../../shared/http/replies.ts';

const NOW = new Date('2026-01-31T12:00:00Z');
const asked: Approval = {
  companyId: 'acme',
  approvalId: 'apr_1',
  kind: 'ledger.reopen-period',
  subject: 'periods/2026/3',
  payload: {},
  reason: 'forgotten invoice',
  state: 'requested',
  requestedBy: 'anna',
  requestedAt: NOW.toISOString(),
};

test('whoever asked cannot decide, and nothing is decided twice', () => {
  const code = (name: string) => expect.objectContaining({ code: name });
  expect(() => decideApproval(asked, 'approved', { id: 'anna' }, NOW)).toThrow(code('platform.four-eyes'));
  expect(decideApproval(asked, 'approved', { id: 'bert' }, NOW)).toBeDefined();
  expect(() => decideApproval({ ...asked, state: 'rejected' }, 'approved', { id: 'bert' }, NOW)).toThrow(
    code('platform.already-decided'),
  );
});

test('roles: auditors change nothing, unknown roles may nothing, admins may everything that anybody may', () => {
  const all = new Set(Object.values(ROLES).flat());
  for (const permission of all) expect(mayWith(['admin'], permission)).toBe(true);
  expect(mayWith(['auditor'], 'ledger.post')).toBe(false);
  expect(mayWith(['constructor', 'nobody'], 'companies.read')).toBe(false);
});

test('a change names only what differs', () => {
  expect(changedValues({ a: 1, b: [1], c: 'x' }, { a: 1, b: [2], d: null })).toEqual({
    before: { b: [1], c: 'x' },
    after: { b: [2], d: null },
  });
});

test('If-Match: missing 428, another version 412, one of several or any passes', () => {
  expect(() => assertIfMatch({}, 3)).toThrow(expect.objectContaining({ kind: 'precondition-required' }));
  expect(() => assertIfMatch({ 'if-match': '"2"' }, 3)).toThrow(expect.objectContaining({ kind: 'stale' }));
  expect(() => assertIfMatch({ 'if-match': '"2", "3"' }, 3)).not.toThrow();
  expect(() => assertIfMatch({ 'if-match': '*' }, 3)).not.toThrow();
});

test('Prefer: respond-async among other preferences', () => {
  expect(prefersAsync({ prefer: 'wait=5, Respond-Async' })).toBe(true);
  expect(prefersAsync({ prefer: 'return=minimal' })).toBe(false);
  expect(prefersAsync({})).toBe(false);
});
