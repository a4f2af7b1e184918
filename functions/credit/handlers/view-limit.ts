import { formatMinor } from '../../../shared/kernel/money.ts';
import type { LimitView } from '../routes/limits.ts';
import type { CreditLimitRow } from '../table.ts';

export function viewLimit(row: CreditLimitRow): LimitView {
  const { company: _c, id, customer, limitMinor, beforeMinor, currency, proposed, ...rest } = row;
  const { belowUseConfirmed: _confirmed, approvalId: _approval, version: _version, ...shown } = rest;
  const { policy: policyVersion = 0, ...terms } = proposed ?? {};
  return {
    limitId: id,
    customerId: customer,
    currency,
    limit: limitMinor === undefined ? null : formatMinor(limitMinor, currency),
    ...shown,
    ...(beforeMinor === undefined ? {} : { before: formatMinor(beforeMinor, currency) }),
    ...(proposed ? { proposed: { riskClass: proposed.riskClass, ...terms, policyVersion } } : {}),
  };
}
