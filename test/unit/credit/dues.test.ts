import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  MAX_DUES,
  overdueOn,
  packDues,
  summarizeOwed,
  unpackDues,
} from '../../../functions/credit/domain/dues.ts';
import { addDays } from '../../../shared/kernel/calendar-date.ts';

const items = fc.array(
  fc.record({
    dueDate: fc.integer({ min: -900, max: 900 }).map((days) => addDays('2026-06-15', days)),
    openMinor: fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
  }),
  { maxLength: 400 },
);

const sum = (of: readonly { openMinor: bigint }[]) => of.reduce((all, { openMinor }) => all + openMinor, 0n);

describe('what is owed', () => {
  it('is the sum of the items, and survives its packing in little room', () => {
    fc.assert(
      fc.property(items, (owed) => {
        const { openItemsMinor, prepaymentsMinor, dues } = summarizeOwed(owed);
        expect(openItemsMinor - prepaymentsMinor).toBe(sum(owed));
        expect(dues.reduce((all, { minor }) => all + minor, 0n)).toBe(openItemsMinor);
        expect(dues.length).toBeLessThanOrEqual(MAX_DUES);
        const packed = packDues(dues);
        expect(packed.length).toBeLessThan(3_000);
        expect(unpackDues(packed)).toEqual(dues);
      }),
    );
  });

  it('knows its oldest day exactly, and what is overdue as long as its days are told apart', () => {
    fc.assert(
      fc.property(
        fc.array(
          items.map((some) => some.slice(0, 20)),
          { maxLength: 5 },
        ),
        (some) => {
          const owed = some.flat();
          const on = '2026-06-15';
          const { overdueMinor, oldestOverdueDays } = overdueOn(summarizeOwed(owed).dues, on);
          const overdue = owed.filter(({ dueDate, openMinor }) => openMinor > 0n && dueDate < on);
          expect(overdueMinor).toBe(sum(overdue));
          const oldest = overdue.map(({ dueDate }) => dueDate).sort()[0];
          expect(oldest === undefined ? 0 : oldestOverdueDays).toBe(oldestOverdueDays);
          if (oldest !== undefined) expect(addDays(oldest, oldestOverdueDays)).toBe(on);
        },
      ),
    );
  });
});
