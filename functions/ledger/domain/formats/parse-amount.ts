import { currencyDecimals } from '../../../../shared/kernel/currency.ts';
import { describeAmountProblem, parseMinor } from '../../../../shared/kernel/money.ts';
import { refuseRow } from './format-errors.ts';

/** The usual case, decided without further thought: digits and exactly two decimals. */
const TWO_DECIMALS = /^(\d{1,13})[.,](\d\d)$/;
const SIGN_AND_REST = /^(-?)(\d[\d.,]*)$/;

interface NumberParts {
  readonly integer: string;
  readonly fraction: string;
}

function withoutGroups(integer: string, separator: string): string | undefined {
  const groups = integer.split(separator);
  if (groups.length === 1) return integer;
  const [first = '', ...others] = groups;
  const wellGrouped = /^[1-9]\d{0,2}$/.test(first) && others.every((group) => /^\d{3}$/.test(group));
  return wellGrouped ? groups.join('') : undefined;
}

/** Splits `1.234,56`, `1,234.56`, `1234,5` or `1.234.567` into its parts; says so where it could mean two things. */
function splitNumber(text: string): NumberParts | 'ambiguous' | undefined {
  const dots = text.split('.').length - 1;
  const commas = text.split(',').length - 1;
  if (dots > 0 && commas > 0) {
    const [decimal, group] = text.lastIndexOf('.') > text.lastIndexOf(',') ? ['.', ','] : [',', '.'];
    const [grouped = '', fraction = '', ...more] = text.split(decimal);
    const integer = more.length === 0 ? withoutGroups(grouped, group) : undefined;
    return integer !== undefined && /^\d+$/.test(fraction) ? { integer, fraction } : undefined;
  }
  const separator = dots > 0 ? '.' : ',';
  if (dots + commas > 1) {
    const integer = withoutGroups(text, separator);
    return integer === undefined ? undefined : { integer, fraction: '' };
  }
  if (/^[1-9]\d{0,2}[.,]\d{3}$/.test(text)) return 'ambiguous';
  const [integer = '', fraction] = text.split(separator);
  return fraction === '' ? undefined : { integer, fraction: fraction ?? '' };
}

/**
 * Reads an amount as people and programs write it, into minor units. Where point and comma both occur, the last
 * one is the decimal sign and the other separates thousands; one that occurs several times separates thousands;
 * one that occurs once is the decimal sign, but with exactly three digits behind and one to three before it
 * (`1,234`, `1.234`) the text has two meanings and is refused, whatever the rest of the file looks like.
 * Refuses (`ledger.row-amount`) everything else: spaces, currency signs, exponents, too many decimals or digits.
 */
export function parseAmount(text: string, currency: string, column: string): bigint {
  const usual = TWO_DECIMALS.exec(text);
  if (usual && currencyDecimals(currency) === 2) return BigInt(`${usual[1]}${usual[2]}`);
  const [, sign = '', digits = ''] = SIGN_AND_REST.exec(text) ?? [];
  const parts = digits === '' ? undefined : splitNumber(digits);
  const shown = `${column} "${text.slice(0, 40)}"`;
  if (parts === undefined) {
    throw refuseRow('ledger.row-amount', `${shown} is not a number like 1234.56 or 1.234,56.`);
  }
  if (parts === 'ambiguous') {
    const detail = `${shown} can mean thousands or decimals: write it with two decimals or without a separator.`;
    throw refuseRow('ledger.row-amount', detail);
  }
  const integer = parts.integer.replace(/^0+(?=\d)/, '');
  const amount = parseMinor(`${sign}${integer}${parts.fraction && `.${parts.fraction}`}`, currency);
  if (typeof amount === 'bigint') return amount;
  throw refuseRow('ledger.row-amount', `${shown} ${describeAmountProblem(amount, currency)}.`);
}

const RATE = /^(\d{1,12})(?:[.,](\d{1,12}))?$/;

/** Reads an exchange rate; it never has thousands, so point and comma both are decimal signs. Refuses 0. */
export function parseRate(text: string, column: string): string {
  const match = RATE.exec(text);
  if (!match || /^[0.,]+$/.test(text)) {
    throw refuseRow('ledger.row-amount', `${column} "${text.slice(0, 40)}" is not a rate like 1.0823.`);
  }
  const [, integer = '', fraction = ''] = match;
  return `${integer.replace(/^0+(?=\d)/, '')}${fraction && `.${fraction}`}`;
}
