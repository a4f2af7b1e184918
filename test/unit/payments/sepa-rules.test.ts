import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toSepaText } from '../../../functions/payments/domain/sepa/charset.ts';
import {
  endToEndIdOf,
  isCreditorId,
  isCreditorReference,
  isSepaIban,
  isSepaId,
  messageIdOf,
  paymentOf,
  runIdOf,
} from '../../../functions/payments/domain/sepa/identifiers.ts';
import {
  addTargetDays,
  easterSunday,
  isTargetDay,
  targetDayFrom,
} from '../../../functions/payments/domain/sepa/target-calendar.ts';
import { anyText } from '../../support/any-text.ts';

describe('the basic character set', () => {
  it.each([
    ['Müller & Söhne GmbH', 'Mueller + Soehne GmbH'],
    ['Straße 5', 'Strasse 5'],
    ['Łódź, Café Ångström', 'Lodz, Cafe Angstroem'],
    ['Ελλάδα', 'Ellada'],
    ['Öhler, ÖHLER, Ö', 'Oehler, OEHLER, OE'],
    ['ЩУКА', 'SHTUKA'],
    ['Щука и Йогурт', 'Shtuka i Yogurt'],
    ['<script>"x"</script>', '.script..x../script.'],
    ['  a\t\n b\u00a0 ', 'a b'],
    ['naïve\u200b ﬁre ½', 'naive fire 1/2'],
  ])('%j is written %j', (given, written) => expect(toSepaText(given)).toEqual({ text: written, lost: [] }));

  it('what nothing stands for is reported', () => {
    expect(toSepaText('Ada 💶 王')).toEqual({ text: 'Ada', lost: ['💶', '王'] });
    expect(toSepaText('\u0000a').lost).toEqual(['\u0000']);
  });

  it('any text comes out in the set, and stays as it is then', () => {
    fc.assert(
      fc.property(anyText(80), (text) => {
        const { text: written } = toSepaText(text);
        expect(written).toMatch(/^[A-Za-z0-9/?:().,'+ -]*$/);
        expect(toSepaText(written)).toEqual({ text: written, lost: [] });
      }),
    );
  });
});

describe('identifiers', () => {
  it.each(['DE98ZZZ09999999999', 'DE98ABC09999999999', 'AT61ZZZ01234567890'])('%s is a creditor id', (id) =>
    expect(isCreditorId(id)).toBe(true),
  );
  it.each(['DE97ZZZ09999999999', 'DE98ZZZ0999999999', 'DE98ZZ', '', 'de98ZZZ09999999999'])(
    '%j is none',
    (id) => expect(isCreditorId(id)).toBe(false),
  );
  it('RF references by their check digits', () => {
    expect(isCreditorReference('RF18539007547034')).toBe(true);
    expect(isCreditorReference('RF19539007547034')).toBe(false);
  });
  it('ids without slashes at the ends or in pairs', () => {
    expect(['M-1', 'A/B', '(x):1'].map(isSepaId)).toEqual([true, true, true]);
    expect(['', '/A', 'A/', 'A//B', 'A B', 'Ä', 'x'.repeat(36)].map(isSepaId)).toEqual(Array(7).fill(false));
  });
  it('run and payment come back from what a file says', () => {
    const run = 'pay_01JDC5M6Z0R7W5V0G3N1Q8T2XK';
    expect(runIdOf(messageIdOf(run))).toBe(run);
    const id = endToEndIdOf(run, 7);
    expect([isSepaId(id), paymentOf(id)]).toEqual([true, { runId: run, number: 7 }]);
    expect([runIdOf('PAY-1'), paymentOf('NOTPROVIDED')]).toEqual([undefined, undefined]);
  });
  it('countries of SEPA', () =>
    expect(['DE', 'CH', 'GB', 'RS', 'US', 'TR'].map(isSepaIban)).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
    ]));
});

describe('TARGET days', () => {
  it.each([
    [2024, '2024-03-31'],
    [2025, '2025-04-20'],
    [2026, '2026-04-05'],
    [2038, '2038-04-25'],
  ])('Easter of %i is %s', (year, day) => expect(easterSunday(year)).toBe(day));

  it('closed on weekends and the six days, open on German holidays', () => {
    const closed = [
      '2026-01-01',
      '2026-04-03',
      '2026-04-06',
      '2026-05-01',
      '2026-12-25',
      '2026-12-26',
      '2026-11-28',
    ];
    expect(closed.map(isTargetDay)).toEqual(closed.map(() => false));
    expect(['2026-10-03', '2025-10-03', '2026-12-24', '2026-05-14'].map(isTargetDay)).toEqual([
      false,
      true,
      true,
      true,
    ]);
    expect(targetDayFrom('2026-04-03')).toBe('2026-04-07');
    expect(addTargetDays('2026-12-24', 1)).toBe('2026-12-28');
  });
});
