import { expect, it } from 'vitest';
import { dayFault } from '../../../functions/tickets/domain/ticket/time.ts';

it('time is booked for today and a year back', () => {
  expect(dayFault('2026-06-15', '2026-06-15')).toBeUndefined();
  expect(dayFault('2025-06-14', '2026-06-15')).toBeUndefined();
  expect(dayFault('2025-06-13', '2026-06-15')).toContain('before 2025-06-14');
  expect(dayFault('2026-06-16', '2026-06-15')).toContain('after today');
});
