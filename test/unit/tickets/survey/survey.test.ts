import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Ballot,
  castVote,
  NO_BALLOT,
  openLink,
  settleClick,
} from '../../../../functions/tickets/domain/survey/ballot.ts';
import { ANSWERS, mayAsk } from '../../../../functions/tickets/domain/survey/survey.ts';
import {
  LINK_DAYS,
  readSurvey,
  signSurvey,
} from '../../../../functions/tickets/domain/survey/survey-token.ts';
import { surveyPage } from '../../../../functions/tickets/pages/survey-page.ts';

const at = (minutes: number) => new Date(Date.parse('2026-06-15T08:00:00.000Z') + minutes * 60_000);

describe('the links of a mail', () => {
  it('one click counts when ten minutes have passed, not sooner', () => {
    const clicked = openLink(NO_BALLOT, 4, at(0));
    expect(settleClick(clicked, at(9)).vote).toBeUndefined();
    expect(settleClick(clicked, at(10))).toMatchObject({ vote: 4, clicked: undefined });
  });

  it('whoever opens several answers has not voted, in whatever order; what is sent counts all the same', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...ANSWERS], { minLength: 2 }), (answers) => {
        const scanned = answers.reduce<Ballot>(
          (ballot, answer) => openLink(ballot, answer, at(0)),
          NO_BALLOT,
        );
        expect(settleClick(scanned, at(60)).vote).toBeUndefined();
        const [one = 1] = answers;
        expect(settleClick(openLink(scanned, one, at(90)), at(200)).vote).toBeUndefined();
        expect(castVote(scanned, one).vote).toBe(one);
      }),
    );
  });

  it('what was voted is not changed by opening links', () => {
    const voted = castVote(NO_BALLOT, 2);
    expect(openLink(voted, 5, at(0))).toBe(voted);
  });
});

describe('the token', () => {
  const OF = { companyId: 'acme', ticketId: '1042' };
  const token = signSurvey('secret', OF, at(0));

  it('names ticket and end, and works until then', () => {
    expect(readSurvey('secret', token, at(0))).toEqual({ ...OF, isOver: false });
    expect(readSurvey('secret', token, at(LINK_DAYS * 1_440 + 1))?.isOver).toBe(true);
  });

  it('cannot be made up or bent: another ticket, company, end or secret is no survey', () => {
    const [company, ticket, until, mac] = token.split('.') as [string, string, string, string];
    for (const bent of [
      `acne.${ticket}.${until}.${mac}`,
      `${company}.1043.${until}.${mac}`,
      `${company}.${ticket}.z${until}.${mac}`,
      'x',
    ])
      expect(readSurvey('secret', bent, at(0))).toBeUndefined();
    expect(readSurvey('other', token, at(0))).toBeUndefined();
  });
});

describe('who is asked', () => {
  const TICKET = { state: 'resolved', resolvedAt: at(0).toISOString(), links: [], tags: [] } as const;
  const SETTINGS = {
    isOn: true,
    address: 'https://help.example.com',
    afterHours: 24,
    perRequesterDays: 14,
    exceptTags: ['spam'],
    exceptCategories: ['alarm'],
  };
  const asked = (ticket: object = {}, settings: object = {}, last?: Date, hours = 24) =>
    mayAsk({ ...TICKET, ...ticket }, { ...SETTINGS, ...settings }, last?.toISOString(), at(hours * 60));

  it('whose ticket has stayed done, once the time has come', () => {
    expect(asked()).toEqual({ state: 'ask' });
    expect(asked({}, {}, undefined, 23)).toEqual({ state: 'later', at: at(24 * 60).toISOString() });
  });

  it('and nobody else', () => {
    const because = (...of: Parameters<typeof asked>) => {
      const asking = asked(...of);
      return asking.state === 'never' ? asking.because : asking.state;
    };
    expect(because({ state: 'open', resolvedAt: undefined })).toBe('not-done');
    expect(because({ links: [{ relation: 'merged-into', ticketId: '7' }] })).toBe('merged');
    expect(because({ tags: ['spam'] })).toBe('excepted');
    expect(because({ category: 'alarm' })).toBe('excepted');
    expect(because({ satisfaction: { askedAt: at(0).toISOString() } })).toBe('asked-before');
    expect(because({}, { isOn: false })).toBe('off');
    expect(because({}, {}, at(-13 * 1_440 + 24 * 60))).toBe('asked-lately');
    expect(because({}, {}, at(-14 * 1_440 + 24 * 60))).toBe('ask');
  });
});

it('the page escapes what was written, and has the answer chosen', () => {
  const page = surveyPage({ language: 'de', ticketId: '7', answer: 4, comment: '</textarea><script>' });
  expect(page).toContain('value="4" checked');
  expect(page).not.toContain('<script>');
});
