import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startAnswering, writingNow } from '../../../functions/tickets/domain/ticket/answering.ts';

const at = (seconds: number) => new Date(Date.UTC(2026, 6, 6, 8, 0, seconds));

describe('who is writing an answer', () => {
  it('is said for three minutes, and not a moment longer', () => {
    const lease = startAnswering(undefined, at(0));
    expect(writingNow([lease], at(179))).toEqual([lease]);
    expect(writingNow([lease], at(180))).toEqual([]);
  });

  it('keeps its beginning while it is said again in time, and begins anew afterwards', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1 }), (pauses) => {
        let now = 0;
        let begun = 0;
        let lease = startAnswering(undefined, at(0));
        for (const pause of pauses) {
          now += pause;
          if (pause >= 180) begun = now;
          lease = startAnswering(lease, at(now));
          expect(lease.since).toBe(at(begun).toISOString());
        }
      }),
    );
  });

  it('is first who began first', () => {
    const [late, early] = [startAnswering(undefined, at(9)), startAnswering(undefined, at(3))];
    expect(writingNow([late, early], at(10))).toEqual([early, late]);
  });
});
