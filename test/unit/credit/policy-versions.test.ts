import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_EXPOSURE } from '../../../functions/credit/domain/components.ts';
import { boundsOf, decide } from '../../../functions/credit/domain/decision.ts';
import { addedMinor } from '../../../functions/credit/domain/facts.ts';
import { gatherFacts } from '../../../functions/credit/domain/gather-facts.ts';
import { packDecision } from '../../../functions/credit/domain/pack-decision.ts';
import { analyzePolicy } from '../../../functions/credit/domain/policy/analyze-policy.ts';
import { replayDecision } from '../../../functions/credit/domain/policy/decision-record.ts';
import { parsePolicy } from '../../../functions/credit/domain/policy/parse-policy.ts';
import type { Policy } from '../../../functions/credit/domain/policy/policy.ts';
import { standardPolicy } from '../../../functions/credit/domain/policy/standard-policy.ts';
import { standardPolicySource } from '../../../functions/credit/domain/policy/standard-policy-source.ts';
import { packSource, readStored } from '../../../functions/credit/domain/policy-source.ts';
import { readDecision } from '../../../functions/credit/domain/stored-decision.ts';
import { anyCreditFacts } from '../../support/credit-facts.ts';
import { wholeTable } from '../../support/policy-arbitraries.ts';

const STANDARD = standardPolicySource('EUR');

/** Some tables of the standard policy and one that is made up; with or without scorecard and ratings. */
const anySource = fc.record({
  tables: fc
    .tuple(fc.subarray([...STANDARD.tables]), wholeTable)
    .map(([some, whole]) => [...some, whole] as Record<string, unknown>[]),
  has: fc.record({ scorecard: fc.boolean(), ratings: fc.boolean(), limits: fc.boolean() }),
});

function sourceOf({ tables, has }: typeof anySource extends fc.Arbitrary<infer S> ? S : never) {
  const { scorecard, ratings, limits, ...rest } = STANDARD;
  const parts = {
    ...(has.scorecard && { scorecard }),
    ...(has.ratings && { ratings }),
    ...(has.limits && { limits }),
  };
  return { ...rest, ...parts, version: 2, tables };
}

describe('any policy without findings, and any facts', () => {
  it('give the same answer again when both come from the store', () => {
    fc.assert(
      fc.property(anySource, fc.array(anyCreditFacts, { minLength: 1, maxLength: 5 }), (some, all) => {
        const source = sourceOf(some);
        const { policy } = parsePolicy(source);
        if (!policy) throw new Error('the policy was not read');
        expect(analyzePolicy(policy)).toEqual([]);
        const stored = readStored(packSource(source));
        for (const facts of all) {
          const answer = decide(facts, policy);
          const content = packDecision({ facts, ...answer });
          const decision = readDecision({ decision: answer.decision, policy: answer.policyVersion, content });
          expect(replayDecision(decision, () => stored)).toEqual({ kind: 'same', answer });
        }
      }),
      { numRuns: 60 },
    );
  });
});

const threshold = fc.integer({ min: -4, max: 4 }).map((euros) => euros.toFixed(2));
const euros = fc.integer({ min: 1, max: 9 });

/** The less is left, the harder the word: each table approves from some amount on, or below one. */
const strictPolicy = fc
  .record(
    {
      headroom: threshold,
      groupHeadroom: threshold,
      ordersHeadroom: threshold,
      coverHeadroom: threshold,
      available: threshold,
    },
    { requiredKeys: [] },
  )
  .chain((least) =>
    fc.tuple(fc.constant(least), fc.option(fc.integer({ min: 5, max: 25 }), { nil: undefined })),
  )
  .map(([least, most]): Policy => {
    const tables = Object.entries(least).map(([fact, from]) => ({
      id: fact.toLowerCase(),
      title: fact,
      rules: [
        { id: 'enough', when: { [fact]: { atLeast: from, orUnknown: true } }, outcome: 'approved' },
        {
          id: 'less',
          when: { [fact]: { below: from } },
          outcome: 'referred',
          code: 'LESS',
          text: 'Too little is left.',
        },
      ],
    }));
    const upTo = {
      id: 'up-to',
      title: 'Exposure before the order',
      rules: [
        {
          id: 'fine',
          when: { exposure: { atMost: `${most ?? 9_999}`, orUnknown: true } },
          outcome: 'approved',
        },
        {
          id: 'more',
          when: { exposure: { above: `${most ?? 9_999}` } },
          outcome: 'declined',
          code: 'MORE',
          text: 'Too much.',
        },
      ],
    };
    const { policy, errors } = parsePolicy({ ...STANDARD, version: 2, tables: [...tables, upTo] });
    if (!policy) throw new Error(JSON.stringify(errors));
    return policy;
  });

const MEMBERS = ['head', 'child', 'other'] as const;
type Member = (typeof MEMBERS)[number];
interface Counter {
  readonly totalMinor: bigint;
  readonly members: Readonly<Record<Member, { exposureMinor: bigint; reservedMinor: bigint }>>;
}
const step = fc.record({
  who: fc.constantFrom(...MEMBERS),
  amount: euros.map((count) => BigInt(count) * 100n),
  /** How many steps ago the counter was read. */
  lag: fc.nat(6),
  isWithinHorizon: fc.constantFrom(true, true, true, false),
  gives: fc.boolean(),
});

describe('orders that outrun each other, under any policy that grows harder', () => {
  it('take only what each would have got had it come alone at that moment', () => {
    fc.assert(
      fc.property(strictPolicy, fc.array(step, { maxLength: 25 }), fc.boolean(), (policy, steps, counts) => {
        const facts = (counter: Counter, { who, amount, isWithinHorizon }: (typeof steps)[number]) =>
          gatherFacts(
            { amountMinor: amount, currency: 'EUR', deliveryDate: isWithinHorizon ? '2026-06-15' : '2027-06-15' },
            {
              profile: {
                customer: who, root: 'head', currency: 'EUR', mustBeCovered: true, insurance: { coverMinor: 1_800n },
                limitMinor: 2_000n, blocks: [], customerSince: '2020-01-01',
                exposure: { reserved: { include: counts, subLimitMinor: 1_500n } },
              },
              counter: { ...counter, shared: { limitMinor: 2_500n } },
              exposure: { ...NO_EXPOSURE, openItemsMinor: 0n, prepaymentsMinor: 0n, deliveriesMinor: 0n, dues: [], dunningLevel: 0 },
              terms: { horizonDays: 30 },
              on: '2026-06-15',
            },
          ); // biome-ignore format: a record
        const none = { exposureMinor: 0n, reservedMinor: 0n };
        const history: Counter[] = [{ totalMinor: 0n, members: { head: none, child: none, other: none } }];
        for (const one of steps) {
          const now = history.at(-1) as Counter;
          const add = (reservedMinor: bigint, countedMinor: bigint) => {
            const member = now.members[one.who];
            const next = {
              exposureMinor: member.exposureMinor + countedMinor,
              reservedMinor: member.reservedMinor + reservedMinor,
            };
            history.push({
              totalMinor: now.totalMinor + countedMinor,
              members: { ...now.members, [one.who]: next },
            });
          };
          const read = facts(history.at(-1 - one.lag) ?? (history[0] as Counter), one);
          if (decide(read, policy).decision !== 'approved' || !read.isWithinHorizon) continue;
          const bounds = boundsOf(read, policy);
          const own = one.who === 'head' ? now.totalMinor : now.members[one.who].exposureMinor;
          const isWithin =
            own <= (bounds.exposureMinor ?? own) &&
            now.totalMinor <= (bounds.groupExposureMinor ?? now.totalMinor) &&
            now.members[one.who].reservedMinor <=
              (bounds.reservedMinor ?? now.members[one.who].reservedMinor);
          const alone = decide(facts(now, one), policy).decision === 'approved';
          // What is within the bounds is what the policy approves now, no less and no more.
          expect(isWithin).toBe(alone);
          if (isWithin) add(one.amount, addedMinor(read));
          if (one.gives && now.members[one.who].reservedMinor > 0n)
            add(-now.members[one.who].reservedMinor, counts ? -now.members[one.who].reservedMinor : 0n);
        }
      }),
      { numRuns: 150 },
    );
  });
});

/** Stored by the standard policy when it was first shipped: whatever becomes of the engine, it must go on saying this. */
const STORED = [
  [
    'approved',
    'ZZJNb9swDIb/isCzDDvZ0gE+NhuwAt06bBh2CHJQbKYRIlEGKeVjRf77IMtdk+2ohxT5viRXc/0CgaCFeTO/q5q7arYADcaHRPGLpcDQArWzpmlAQ5eYkboztPDp53fQsDPyjcPWOoQ2ckINznobl//mjfS2XK6HpyFIYnyLLKZGwQ+BkKJA+wJhQHqI6OU6pUdnD8gWC82IUZAP2P8FiTbWuSswMA7m7EvhkV00SNo8Zn2510WDlV827ix9Dmx/59EUY12eiDxxjyyvLByQ+4Q3xkBDcD1KfCrBj+Ys0M7mGvpEZOn5EQ/ooG00bFzo9gLtap27fsXjMkkMHhnarXGCGnySeI/L3Ce7mOhk/fxApfi7vJnys4D3TXPRq7X+sNBwDxqoneepjeKkC4yd4b6+1qPe8H/qr2OF/tgZxit8I/6K4ykik3FLZ0TUUC6l3lM4khrN11tGVGKoizaQ1J1Dw+r1zGoxHtV4O/XWRlHPHNJQFUChGp9K0qYgyUmqD13KC668OVmffH0ct6mKrcpG9PXWEqrJSyXZTEHTRCqXR1IQW9lXXdZf3pYksaEOawqxIsQeezW1HzgMQYyD9R8=',
  ],
  [
    'declined',
    'rZNta9swEMe/irhXHcixE0jZ/LKOoWXpMrqWDUIYinypRfVg9JCkK/3uQ7LTJC17t1dGvzvr7v8/3XJCX8BoKGFSTC6z4jIbT4ECUyZofyu0sVCCLsdFUQAFHqxFzZ+hhPrhDii0zH23ZiMkQultQApSKOGr93mJnl8X78N9Z1yweIx8mfaFjOqMRu0dlC9gOtQ3HpVLKTHeoBRbtAKPyKJDu8XmDQS9FlKegM5ix55Vf2tirxRcWM9jc7HQKwXhfgrfCn1trPgTfelV8WiHW9gGrTsws0XbhJPeYw0jG3R+0Ydm7NlBWVBogtZCP85xizKBtTT8yUG5hOvFfAarWPgb7qrgvFFoodww6ZCCCs5fYRVLRSEDfbQmdPNzSyeDpSlWf/B1PBhrhXuqJHPRgQpe6XIJV/NF9bWeAYX7FgkfWiDCkdQlNiNY0SXMb25v7n/Xv6q6nr1lm+hITFXGIvEt02TXMh+JxI0nZkN8iySNf0Qu0jcGx0UxKgpSP9xR0iJrrDEq8mw64E//p+bhkFwZkYv0vf5HwRX9PKVQAT280OSY48YiZ7bJT6dIjvjDyE9jPf3RMosn+GzYJxz3Hq1mMk2IdP1m5U/a7HQ/jHwYCXFMcy+MdjmXyCw5bGbumBq057jniA02vfrsHXRh3SOXb4QnjeEhrkam2F6ooPJd2gPSq8uER5VrE9FjFveRDNIyF7WdhwajMhmdyjdCI4nvLuNRVn8W2gXLNE9/ZrpvaWins6YzjklY/QU=',
  ],
  [
    'referred',
    'ZZNNb9swDIb/isCzXCcZ2oNvXRpswbqkiNvuEASFYjGJEFkyRClpV+S/D7Kcr+7oh7RIvi85H/BPsAYKGPQGd1nvLuvfAgdR22D8b2WsgwJM0e/1esChCs6hqT6ggNHLDDhsBD05u1IaofAuIAetauWHX/Naev1cfA/fG0vB4TnSVrF1Yw0aT1B8gm3QjD3WdIpL1GqHTuEZOSR0O5QnEMxSaX0BGoeN+KjTqy07cKCwfIydxUIHDor+KL9R5qd16m8UJY1URS1o6iQ6OjK7QyfDl8atlkh+mkIP4oOg6HGQwRhl1o+4Q92CpbbVlqCYL2LJCe6Hgbyt0UGxEpqQQx3If8dhLBJHSCWViVLJKxWhw8JUWHrhEQqgQA0aiRI4kDCVV9bQMRgjyqxb7T06I/RMeGXWsZ1PEOvOtcqhVN7hyro6ytvmQAHf+u2c5325zXp9OCwOfD6H8n4yfB5PJ+Xb02jyMJ78AA73rLFEaqmRbZRn1jDBTk0xrcizjSBmrGdLRMMkVkqivIEFn8NsXP56Gz7elyVweN4gc4q2rNKCiCliexTblDicvo5mb+VLGQuPHrrsJJhj0mKqUEVBmcE9O6/QDSwWfHDLIf7VLVNSJL8UgVFlHVbCyfzSzwv8n/mXsUTLjXB4ga/Mv+BHa4btpE06sHxr7N6wdnnylUM865h3rrLjfeYkamTt0eUr5YmtnQ1NloCxWfvJKCwTopjEpK1CvI+sFu+qDnW+b4+BpcEy5bHOjY1oncWjZN1UGcWxrkOdRpmOIuUrZZJ3WetdHo1jp72NDSVnumYaZxtLQsPiHw==',
  ],
] as const;

describe('decisions stored long ago', () => {
  it.each(STORED)('%s is still what the standard policy says', (decision, content) => {
    const stored = readDecision({ decision, policy: 1, content: Buffer.from(content, 'base64') });
    expect(replayDecision(stored, () => standardPolicy('EUR'))).toMatchObject({ kind: 'same' });
    expect(stored.facts.on).toBe('2026-06-15');
  });
});
