import type { Place } from '../../../../shared/kernel/xml-handler.ts';
import { readAmount, readDay, refuseField } from '../field-values.ts';
import { compactAccount } from '../iban.ts';
import type { Balance, StatedTotals, StatementFormat, StatementHead } from '../statement.ts';
import { readDayOf, readMoney } from './camt-entry.ts';
import { at, child, textAt, type XmlElement } from './xml-tree.ts';

/** Which element holds the statements of each message, and what a statement is called. */
export const MESSAGES: Readonly<Record<string, { format: StatementFormat; statement: string }>> = {
  BkToCstmrAcctRpt: { format: 'camt.052', statement: 'Rpt' },
  BkToCstmrStmt: { format: 'camt.053', statement: 'Stmt' },
  BkToCstmrDbtCdtNtfctn: { format: 'camt.054', statement: 'Ntfctn' },
};

/** The head of a statement from the elements before its entries. @param parts by name */
export function readHead(
  parts: ReadonlyMap<string, XmlElement>,
  of: {
    readonly format: StatementFormat;
    readonly version: string;
    readonly number: number;
    readonly place: Place;
    readonly name: string;
  },
): StatementHead {
  const account = parts.get('Acct');
  const id = textAt(account, 'Id/IBAN', 'Id/Othr/Id', 'Id/BBAN', 'Id/PrtryAcct/Id', 'Id/UPIC');
  if (!id) throw refuseField(of.place, `${of.name}/Acct/Id`, 'is missing');
  const account34 = compactAccount(id);
  if (!/^[A-Z0-9./:_-]{1,34}$/.test(account34))
    throw refuseField(of.place, `${of.name}/Acct/Id`, `"${id.slice(0, 40)}" is not an account number`);
  const period = parts.get('FrToDt');
  const day = (element: XmlElement | undefined) =>
    element && readDay(element.text.trim(), element.place, element.name);
  return {
    format: of.format,
    version: of.version,
    place: of.place,
    number: of.number,
    statementId: parts.get('Id')?.text.trim() ?? '',
    sequenceNumber: (parts.get('ElctrncSeqNb') ?? parts.get('LglSeqNb'))?.text.trim(),
    account: account34,
    currency: textAt(account, 'Ccy'),
    from: day(child(period, 'FrDtTm') ?? child(period, 'FrDt')),
    to: day(child(period, 'ToDtTm') ?? child(period, 'ToDt')),
    createdOn: day(parts.get('CreDtTm')),
    copy: parts.get('CpyDplctInd')?.text.trim(),
  };
}

/** `Bal`: the type is a code (`Tp/CdOrPrtry/Cd`), or the bank's own word. */
export function readBalance(element: XmlElement): Balance {
  const type = textAt(element, 'Tp/CdOrPrtry/Cd', 'Tp/CdOrPrtry/Prtry', 'Tp/Cd') ?? '';
  return { ...readMoney(element), type, date: readDayOf(child(element, 'Dt')) };
}

const countOf = (element: XmlElement | undefined, path: string): number | undefined => {
  const found = at(element, path);
  if (!found) return undefined;
  const count = Number(found.text.trim());
  if (!Number.isSafeInteger(count)) throw refuseField(found.place, path, 'is not a number');
  return count;
};

/** `TxsSummry`: how many entries there are and what they add up to, credits and debits apart. */
export function readTotals(element: XmlElement, currency: string): StatedTotals {
  const sumOf = (path: string): bigint | undefined => {
    const sum = at(element, path);
    return sum && readAmount(sum.text.trim(), currency, sum.place, path);
  };
  return {
    count: countOf(element, 'TtlNtries/NbOfNtries'),
    creditCount: countOf(element, 'TtlCdtNtries/NbOfNtries'),
    creditMinor: sumOf('TtlCdtNtries/Sum'),
    debitCount: countOf(element, 'TtlDbtNtries/NbOfNtries'),
    debitMinor: sumOf('TtlDbtNtries/Sum'),
  };
}
