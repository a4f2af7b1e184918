import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameLikeness } from '../../../functions/banking/domain/matching/compare-names.ts';
import {
  documentNumberFinder,
  foldText,
} from '../../../functions/banking/domain/matching/find-document-number.ts';
import {
  decideAutomatic,
  type MatchItem,
  type MatchTransaction,
  prepareItems,
  proposeGroup,
  proposeMatches,
  RIVAL_SCORE,
} from '../../../functions/banking/domain/matching/propose-matches.ts';

function item(id: string, more: Partial<MatchItem> = {}): MatchItem {
  return { id, account: '10000', openMinor: 11_900n, currency: 'EUR', documentNumber: `RE-${id}`, ...more };
}

function money(more: Partial<MatchTransaction> = {}): MatchTransaction {
  return { amountMinor: 11_900n, currency: 'EUR', bookingDate: '2026-03-20', remittance: '', ...more };
}

function match(transaction: MatchTransaction, ...items: MatchItem[]) {
  const candidates = proposeMatches(transaction, prepareItems(items));
  return { candidates, automatic: decideAutomatic(candidates)?.item.id };
}

describe('document numbers in remittance texts', () => {
  it.each([
    ['RE-2026-0815', 'Rechnung RE-2026-0815 vom 1.3.', 'full'],
    ['RE-2026-0815', 're 2026 0815', 'full'],
    ['RE-2026-0815', 'RE-2026-08 15', 'full'],
    ['RE-2026-0815', 'RE20260815', 'full'],
    ['RE-2026-0815', 'RE-2026-08151', 'none'],
    ['RE-2026-0815', 'XRE-2026-0815', 'part'],
    ['RE-2026-0815', 'Nr. 0815', 'none'],
    ['RE-12345', 'Nr. 12345', 'part'],
    ['4711', 'RGNR4711/KD12', 'full'],
    ['4711', '14711', 'none'],
    ['R1', 'R1', 'none'],
    ['12', 'Zahlung 12', 'none'],
    ['Ä-77', 'ae-77', 'full'],
  ])('%s in "%s": %s', (number, text, expected) => {
    expect(documentNumberFinder(number)(foldText(text))).toBe(expected);
  });

  it('a number in a text that separates it is always found, whatever its form', () => {
    const number = fc.stringMatching(/^[A-Z]{1,3}[-/ ]?\d{3,8}$/);
    fc.assert(
      fc.property(number, (text) => {
        expect(documentNumberFinder(text)(foldText(`Zahlung ${text.toLowerCase()}, danke`))).toBe('full');
      }),
    );
  });
});

describe('names', () => {
  it.each([
    ['Müller & Söhne GmbH', 'MUELLER UND SOEHNE GMBH', 1],
    ['Muster Handelsgesellschaft mbH', 'MUSTER HANDELSGESELLS', 1],
    ['Erika Mustermann', 'Mustermann, Max', 0.5],
    ['ABC AG', 'ABC Logistik GmbH', 0],
    ['GmbH', 'AG', 0],
  ])('%s and %s: %d', (one, other, expected) => {
    expect(nameLikeness(one, other)).toBe(expected);
  });
});

describe('booked without asking', () => {
  it('the one item that is named, with its amount', () => {
    expect(match(money({ remittance: 'RE-1001' }), item('1001'), item('1002')).automatic).toBe('1001');
  });

  it('by our own end-to-end id', () => {
    const ordered = item('1001', { endToEndId: 'E2E-7', openMinor: -11_900n });
    expect(match(money({ amountMinor: -11_900n, endToEndId: 'E2E-7' }), ordered).automatic).toBe('1001');
  });

  it.each<[string, MatchTransaction, MatchItem[]]>([
    ['another amount', money({ remittance: 'RE-1001', amountMinor: 11_899n }), [item('1001')]],
    ['another currency', money({ remittance: 'RE-1001', currency: 'USD' }), [item('1001')]],
    ['money in the other direction', money({ remittance: 'RE-1001', amountMinor: -11_900n }), [item('1001')]],
    [
      'amount and name alone',
      money({ counterpartyName: 'Muster' }),
      [item('1001', { partnerName: 'Muster' })],
    ],
    [
      'only part of the number',
      money({ remittance: '12345' }),
      [item('12345', { documentNumber: 'RE-12345' })],
    ],
    ['two that are named', money({ remittance: 'RE-1001 RE-1002' }), [item('1001'), item('1002')]],
    [
      'the same number with two partners',
      money({ remittance: 'RE-1001' }),
      [item('1001'), item('other', { documentNumber: 'RE-1001', account: '10001' })],
    ],
    [
      'a rival by end-to-end id',
      money({ remittance: 'RE-1001', endToEndId: 'E2E-9' }),
      [item('1001'), item('1002', { endToEndId: 'E2E-9', openMinor: 5_000n })],
    ],
    [
      'less a discount',
      money({ remittance: 'RE-1001', amountMinor: 11_662n }),
      [item('1001', { discounts: [{ until: '2026-03-31', amountMinor: 238n }] })],
    ],
  ])('not with %s', (_name, transaction, items) => {
    expect(match(transaction, ...items).automatic).toBeUndefined();
  });

  it('another invoice of the same customer with the same amount is no rival once the payer names one', () => {
    const partner = { partnerIban: 'DE02', partnerName: 'Muster GmbH' };
    const transaction = money({
      remittance: 'RE-1001',
      counterpartyIban: 'DE02',
      counterpartyName: 'MUSTER GMBH',
    });
    const { automatic, candidates } = match(transaction, item('1001', partner), item('1002', partner));
    expect([automatic, candidates[1]?.reasons.includes('other-number-named')]).toEqual(['1001', true]);
    const silent = { ...transaction, remittance: 'Danke' };
    expect(
      match(silent, item('1001', partner), item('1002', partner)).candidates.map(
        ({ score }) => score > RIVAL_SCORE,
      ),
    ).toEqual([true, true]);
  });
});

describe('proposals', () => {
  it('tell the discount that makes the amounts agree, while it is allowed', () => {
    const discounted = item('1001', { discounts: [{ until: '2026-03-20', amountMinor: 238n }] });
    const inTime = match(money({ remittance: 'RE-1001', amountMinor: 11_662n }), discounted).candidates[0];
    expect([inTime?.discountMinor, inTime?.reasons]).toEqual([
      238n,
      ['document-number', 'amount-less-discount'],
    ]);
    const late = money({ remittance: 'RE-1001', amountMinor: 11_662n, bookingDate: '2026-03-21' });
    expect(match(late, discounted).candidates[0]?.reasons).toEqual(['document-number', 'part-of-amount']);
  });

  it('group the items that one payment names and adds up', () => {
    const transaction = money({ remittance: 'RE-1001, RE-1002', amountMinor: 23_800n });
    const { candidates } = match(transaction, item('1001'), item('1002'), item('1003'));
    expect(proposeGroup(transaction, candidates)?.map(({ item: { id } }) => id)).toEqual(['1001', '1002']);
  });
});

describe('whatever comes', () => {
  it('nothing is booked without the same amount, and a full name or id, and without rivals', () => {
    const words = fc.constantFrom('RE-1001', 'RE-1002', 'RE-1003', '1001', 'Muster', 'danke', 'RE-100');
    const anyItem = fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd'),
      documentNumber: fc.constantFrom('RE-1001', 'RE-1002', 'RE-1003', undefined),
      openMinor: fc.constantFrom(100n, 200n, -100n),
      partnerIban: fc.constantFrom('DE1', 'DE2', undefined),
      endToEndId: fc.constantFrom('E1', undefined),
    });
    const anyMoney = fc.record({
      remittance: fc.array(words, { maxLength: 3 }).map((list) => list.join(' ')),
      amountMinor: fc.constantFrom(100n, 200n, -100n),
      counterpartyIban: fc.constantFrom('DE1', 'DE2', undefined),
      endToEndId: fc.constantFrom('E1', undefined),
    });
    let automatic = 0;
    fc.assert(
      fc.property(
        anyMoney,
        fc.uniqueArray(anyItem, { selector: ({ id }) => id, maxLength: 4 }),
        (some, items) => {
          const transaction = money(some);
          const candidates = proposeMatches(transaction, prepareItems(items.map((one) => item(one.id, one))));
          expect(candidates.every(({ score }) => score >= 0 && score <= 1)).toBe(true);
          const only = decideAutomatic(candidates);
          if (!only) return;
          automatic += 1;
          expect(only.item.openMinor).toBe(transaction.amountMinor);
          expect(candidates.filter(({ score }) => score >= RIVAL_SCORE)).toEqual([only]);
        },
      ),
      { numRuns: 1000 },
    );
    expect(automatic).toBeGreaterThan(20);
  });
});
