import {
  ALLOWANCE_REASONS,
  CHARGE_REASONS,
  EXEMPTION_REASONS,
  VAT_CATEGORY_CODES,
} from '../../codes/amounts.ts';
import { ITEM_CLASS_SCHEMES, UNITS } from '../../codes/items.ts';
import type { Invoice } from '../../invoice.ts';
import type { AllowanceOrCharge } from '../../model/amounts.ts';
import { XRECHNUNG_CVD } from '../../profile.ts';
import { each, type Problems, type Rule, rule } from '../rule.ts';
import { type CodeCheck, coded, country, icd, listed, ofLines } from './coded.ts';

const vatCategory = listed(VAT_CATEGORY_CODES, 'UNCL 5305 as VAT categories');
const allowanceReason = listed(ALLOWANCE_REASONS, 'UNCL 5189');
const chargeReason = listed(CHARGE_REASONS, 'UNCL 7161');
const exemption = coded((code) => EXEMPTION_REASONS.has(code.toUpperCase()), 'VATEX');
const unit = listed(UNITS, 'UN/ECE Recommendation 20 or 21');

/** The Clean Vehicles Directive profile of XRechnung has one scheme more (BR-TMP-CVD-01). */
function itemClass({ specification }: Invoice): CodeCheck {
  const cvd = specification === XRECHNUNG_CVD;
  return coded((code) => ITEM_CLASS_SCHEMES.has(code) || (cvd && code === 'CVD'), 'UNCL 7143');
}

function reasons(list: readonly AllowanceOrCharge[], path: string, check: CodeCheck): Problems {
  return each(list, path, ({ reasonCode }, at) => check(reasonCode, `${at}/reasonCode`));
}

/** BR-CL: codes of amounts and lines. */
export const LINE_CODE_RULES: readonly Rule[] = [
  rule('BR-CL-13', 'BT-158', (invoice) =>
    ofLines(invoice, ({ item }, path) =>
      each(item.classifications, `${path}/item/classifications`, ({ scheme }, at) =>
        itemClass(invoice)(scheme, at),
      ),
    ),
  ),
  rule('BR-CL-15', 'BT-159', (invoice) =>
    ofLines(invoice, ({ item }, path) => country(item.originCountry, `${path}/item/originCountry`)),
  ),
  rule('BR-CL-17', 'BT-95 BT-102 BT-118', ({ allowances, charges, vatBreakdowns }) => [
    ...each(allowances, '/allowances', (one, path) => vatCategory(one.vatCategory, path)),
    ...each(charges, '/charges', (one, path) => vatCategory(one.vatCategory, path)),
    ...each(vatBreakdowns, '/vatBreakdowns', (one, path) => vatCategory(one.category, path)),
  ]),
  rule('BR-CL-18', 'BT-151', (invoice) =>
    ofLines(invoice, (line, path) => vatCategory(line.vatCategory, `${path}/vatCategory`)),
  ),
  rule('BR-CL-19', 'BT-98 BT-140', (invoice) => [
    ...reasons(invoice.allowances, '/allowances', allowanceReason),
    ...ofLines(invoice, (line, path) => reasons(line.allowances, `${path}/allowances`, allowanceReason)),
  ]),
  rule('BR-CL-20', 'BT-105 BT-145', (invoice) => [
    ...reasons(invoice.charges, '/charges', chargeReason),
    ...ofLines(invoice, (line, path) => reasons(line.charges, `${path}/charges`, chargeReason)),
  ]),
  rule('BR-CL-21', 'BT-157', (invoice) =>
    ofLines(invoice, ({ item }, path) => icd(invoice)(item.standardId?.scheme, `${path}/item/standardId`)),
  ),
  rule('BR-CL-22', 'BT-121', ({ vatBreakdowns }) =>
    each(vatBreakdowns, '/vatBreakdowns', ({ exemptionReasonCode }, path) =>
      exemption(exemptionReasonCode, `${path}/exemptionReasonCode`),
    ),
  ),
  rule('BR-CL-23', 'BT-130 BT-150', (invoice) =>
    ofLines(invoice, (line, path) => [
      ...unit(line.unit, `${path}/unit`),
      ...unit(line.price.baseUnit, `${path}/price/baseUnit`),
    ]),
  ),
];
