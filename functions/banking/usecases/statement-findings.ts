import type { ImportContext, ImportFinding } from '../../../shared/imports/definition.ts';
import { formatMinor } from '../../../shared/kernel/money.ts';
import { checkChain } from '../domain/check-chain.ts';
import type { BankStatement, StatementFinding } from '../domain/statement.ts';
import type { BankingReader } from '../reader.ts';
import type { BankStatementRow, StatementLinkRow } from '../table.ts';

/** Statements of an account among which gaps are looked for: more than a year of days. */
export const CHAIN_LENGTH = 400;

/** A statement as it is kept, with what is wrong with it. */
export function statementRow(
  { statement, number }: { readonly statement: BankStatement; readonly number: number },
  { companyId: company, importId }: ImportContext,
): BankStatementRow {
  const { format, id, account, sequence, balances, transactions, findings } = statement;
  return {
    company,
    iban: account,
    importId,
    number,
    statementId: id,
    format,
    ...(sequence === undefined ? {} : { sequence }),
    transactions: transactions.length,
    balances: [...balances],
    findings: findings.map((finding) => ({ kind: finding.kind, detail: describeFinding(finding) })),
  };
}

function describeFinding(finding: StatementFinding): string {
  if (finding.kind !== 'balance-differs') return finding.detail;
  const { differenceMinor, currency } = finding;
  return `Opening balance and entries differ from the closing balance by ${formatMinor(differenceMinor, currency)} ${currency}.`;
}

/** The place of a statement among the others; reports of the day and notifications have none. */
export function linkOf(
  { hash }: { readonly hash: (text: string) => string },
  { format, id, account, sequence, balances }: BankStatement,
  { companyId: company, importId }: ImportContext,
): StatementLinkRow[] {
  const opening = balances.find(({ kind }) => kind === 'opening');
  const closing = balances.findLast(({ kind }) => kind === 'closing');
  if ((format !== 'camt.053' && format !== 'MT940') || !opening || !closing) return [];
  const [openingMinor, closingMinor] = [opening.amountMinor, closing.amountMinor];
  const { date, currency } = closing;
  const says = [id, sequence ?? '', date, currency, String(openingMinor), String(closingMinor)];
  const told = { statementId: id, ...(sequence === undefined ? {} : { sequence }), date, currency };
  return [
    {
      company,
      iban: account,
      hash: hash(JSON.stringify(says)),
      importId,
      ...told,
      openingMinor,
      closingMinor,
    },
  ];
}

/** What whoever uploaded the file should know: of each statement by itself, and of its place among the others. */
export async function findingsOf(
  { reader }: { readonly reader: Pick<BankingReader, 'newestLinks'> },
  { companyId, importId }: ImportContext,
  statements: readonly BankStatement[],
): Promise<ImportFinding[]> {
  const found = statements.flatMap(({ id, account, findings }) =>
    findings.map((finding) => ({
      code: `banking.${finding.kind}`,
      detail: `Statement ${id} of ${account}: ${describeFinding(finding)}`,
    })),
  );
  for (const account of new Set(statements.map((one) => one.account))) {
    const chain = checkChain(await reader.newestLinks(companyId, account, CHAIN_LENGTH));
    const ofImport = chain.filter(({ link }) => link.importId === importId);
    found.push(
      ...ofImport.map(({ kind, detail }) => ({ code: `banking.${kind}`, detail: `${account}: ${detail}` })),
    );
  }
  return found;
}
