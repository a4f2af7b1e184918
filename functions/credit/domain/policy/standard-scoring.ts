/* Points, limits and ratings of the standard policy: see `standard-policy-source.ts`. */

const points = (fact: string, ...rows: readonly (readonly [when: object, points: number])[]) => ({
  fact,
  points: rows.map(([when, count]) => ({ when, points: count })),
});

export const STANDARD_SCORECARD = {
  use: 'when-unknown',
  attributes: [
    points(
      'dunningLevel',
      [{ atMost: 0, orUnknown: true }, 20],
      [{ is: 1 }, 10],
      [{ is: 2 }, 0],
      [{ atLeast: 3 }, -20],
    ),
    points(
      'oldestOverdueDays',
      [{ atMost: 0, orUnknown: true }, 20],
      [{ atLeast: 1, atMost: 30 }, 10],
      [{ atLeast: 31, atMost: 60 }, 0],
      [{ above: 60 }, -20],
    ),
    points(
      'overdueShare',
      [{ atMost: '10', orUnknown: true }, 20],
      [{ above: '10', atMost: '50' }, 5],
      [{ above: '50' }, -10],
    ),
    points('isNewCustomer', [{ is: false }, 20], [{ is: true, orUnknown: true }, 0]),
    points(
      'externalClass',
      [{ is: 'A' }, 20],
      [{ is: 'B' }, 15],
      [{ in: ['C'], orUnknown: true }, 5],
      // Who pays us well all the same is looked at by a person, or gets nothing.
      [{ is: 'D' }, -55],
      [{ is: 'E' }, -100],
    ),
  ],
  classes: [
    { riskClass: 'A', when: { atLeast: 90 } },
    { riskClass: 'B', when: { atLeast: 70, below: 90 } },
    { riskClass: 'C', when: { atLeast: 30, below: 70 } },
    { riskClass: 'D', when: { atLeast: 0, below: 30 } },
    { riskClass: 'E', when: { below: 0 } },
  ],
};

export const STANDARD_LIMITS = {
  roundDownTo: '100',
  classes: [
    { riskClass: 'A', combine: 'least', terms: [{ amount: '50000' }] },
    { riskClass: 'B', combine: 'least', terms: [{ amount: '25000' }] },
    { riskClass: 'C', combine: 'least', terms: [{ amount: '10000' }] },
    // Weak customers get what the insurer covers, and no more than this.
    {
      riskClass: 'D',
      combine: 'least',
      terms: [{ amount: '5000' }, { fact: 'insuranceCover', percent: '100' }],
    },
    { riskClass: 'E', combine: 'least', terms: [{ amount: '0' }] },
  ],
};

/** An index from 100 (best) to 600 (insolvent), as credit agencies in Germany use it; its cut into classes is our own. */
export const STANDARD_RATINGS = {
  waterfall: [{ agency: 'creditreform', maximumAgeDays: 365, mapping: 'index-100-600' }],
  mappings: [
    {
      id: 'index-100-600',
      versions: [
        {
          validFrom: '2000-01-01',
          scale: { from: 100, to: 600 },
          classes: [
            { when: { atMost: 199 }, riskClass: 'A' },
            { when: { atLeast: 200, atMost: 249 }, riskClass: 'B' },
            { when: { atLeast: 250, atMost: 299 }, riskClass: 'C' },
            { when: { atLeast: 300, atMost: 499 }, riskClass: 'D' },
            { when: { atLeast: 500 }, riskClass: 'E' },
          ],
        },
      ],
    },
  ],
};
