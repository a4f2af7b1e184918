import type { AllowanceOrCharge, DocumentAllowanceOrCharge } from '../model/amounts.ts';
import { each, missingIf, type Problems, type Rule, rule } from './rule.ts';

type Check<T> = (one: T, path: string) => Problems;

function ofAllowances(id: string, terms: string, check: Check<DocumentAllowanceOrCharge>): Rule {
  return rule(id, terms, ({ allowances }) => each(allowances, '/allowances', check));
}

function ofCharges(id: string, terms: string, check: Check<DocumentAllowanceOrCharge>): Rule {
  return rule(id, terms, ({ charges }) => each(charges, '/charges', check));
}

function ofLineAllowances(id: string, terms: string, check: Check<AllowanceOrCharge>): Rule {
  return rule(id, terms, ({ lines }) =>
    each(lines, '/lines', ({ allowances }, path) => each(allowances, `${path}/allowances`, check)),
  );
}

function ofLineCharges(id: string, terms: string, check: Check<AllowanceOrCharge>): Rule {
  return rule(id, terms, ({ lines }) =>
    each(lines, '/lines', ({ charges }, path) => each(charges, `${path}/charges`, check)),
  );
}

function amountOf(term: string): Check<AllowanceOrCharge> {
  return ({ amount }, path) => missingIf(amount === undefined, path, `Amount (${term})`);
}

function categoryOf(term: string): Check<DocumentAllowanceOrCharge> {
  return ({ vatCategory }, path) => missingIf(vatCategory === undefined, path, `VAT category (${term})`);
}

function reasonOf(terms: string): Check<AllowanceOrCharge> {
  const name = `The reason as text or code (${terms.replace(' ', ', ')})`;
  return ({ reason, reasonCode }, path) =>
    missingIf(reason === undefined && reasonCode === undefined, path, name);
}

/**
 * Allowances and charges of the document and of lines. BR-33, 38, 42 and 44 say the same as BR-CO-21 to BR-CO-24; both numbers are told,
 * as the published checks do. BR-CO-05 to BR-CO-08 (text and code mean the same reason) are for people, there as here.
 */
export const ALLOWANCE_RULES: readonly Rule[] = [
  ofAllowances('BR-31', 'BT-92', amountOf('BT-92')),
  ofAllowances('BR-32', 'BT-95', categoryOf('BT-95')),
  ofAllowances('BR-33', 'BT-97 BT-98', reasonOf('BT-97 BT-98')),
  ofAllowances('BR-CO-21', 'BT-97 BT-98', reasonOf('BT-97 BT-98')),
  ofCharges('BR-36', 'BT-99', amountOf('BT-99')),
  ofCharges('BR-37', 'BT-102', categoryOf('BT-102')),
  ofCharges('BR-38', 'BT-104 BT-105', reasonOf('BT-104 BT-105')),
  ofCharges('BR-CO-22', 'BT-104 BT-105', reasonOf('BT-104 BT-105')),
  ofLineAllowances('BR-41', 'BT-136', amountOf('BT-136')),
  ofLineAllowances('BR-42', 'BT-139 BT-140', reasonOf('BT-139 BT-140')),
  ofLineAllowances('BR-CO-23', 'BT-139 BT-140', reasonOf('BT-139 BT-140')),
  ofLineCharges('BR-43', 'BT-141', amountOf('BT-141')),
  ofLineCharges('BR-44', 'BT-144 BT-145', reasonOf('BT-144 BT-145')),
  ofLineCharges('BR-CO-24', 'BT-144 BT-145', reasonOf('BT-144 BT-145')),
];
