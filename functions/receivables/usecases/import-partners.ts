import type { ImportContext, ImportDefinition, RefusedUnit } from '../../../shared/imports/definition.ts';
import { DomainError, invariant } from '../../../shared/kernel/errors.ts';
import type { Write } from '../../../shared/table/writes.ts';
import type { LedgerCompany } from '../../ledger/reader.ts';
import { datevPartners } from '../contract.ts';
import { partnerOfRow } from '../domain/master/partner-of-row.ts';
import { type MasterRow, openPartnerFile } from '../domain/master/read-partner-file.ts';
import type { AccountKindOf } from '../domain/partner.ts';
import { refuse } from '../errors.ts';
import type { ReceivablesReader } from '../reader.ts';
import { type PartnerDeps, putPartner } from './put-partner.ts';

export interface ImportPartnersDeps extends PartnerDeps {
  readonly reader: PartnerDeps['reader'] & Pick<ReceivablesReader, 'partnersOf'>;
  readonly kindOf: (account: string, accountLength: number) => ReturnType<AccountKindOf>;
  readonly loadCompany: (companyId: string) => Promise<LedgerCompany | undefined>;
  readonly transact: (writes: readonly Write[]) => Promise<void>;
}

/** Each row is a transaction of its own; the cursor follows some of them. */
const BATCH_ROWS = 25;
const ID = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/;

/**
 * How customers and vendors come in from DATEV's master data. Partners are written before the cursor moves over their rows: a
 * row that is read again after a crash finds the partner as it wants it, and changes nothing.
 */
export function partnerImport(deps: ImportPartnersDeps): ImportDefinition<MasterRow> {
  async function companyOf({ companyId }: ImportContext): Promise<LedgerCompany> {
    const company = await deps.loadCompany(companyId);
    invariant(company, `company ${companyId} has an import but no settings`);
    return company;
  }
  return {
    kind: datevPartners,
    batchUnits: BATCH_ROWS,
    open: async (bytes, context) => openPartnerFile(bytes, (await companyOf(context)).accountLength),
    commit: async (units, context, moveCursor) => {
      const company = await companyOf(context);
      const refused: RefusedUnit[] = [];
      for (const unit of units) {
        const problem = await takeRow(deps, company, context, unit);
        if (problem) refused.push({ row: unit.firstRow, code: problem.code, reason: problem.message });
      }
      await deps.transact(
        moveCursor({ from: 0, to: units.length, done: units.length - refused.length, refused }),
      );
    },
  };
}

/** Keeps the partner of a row; gives the refusal where it cannot be. */
async function takeRow(
  deps: ImportPartnersDeps,
  company: LedgerCompany,
  { startedBy, now, importId }: ImportContext,
  row: MasterRow,
): Promise<DomainError | undefined> {
  const kindOf = (account: string) => deps.kindOf(account, company.accountLength);
  try {
    if (row.problem !== undefined) throw refuse('receivables.partner-row', row.problem);
    const account = row.values.account ?? '';
    const kind = kindOf(account);
    if (kind !== 'customer' && kind !== 'vendor') {
      throw refuse(
        'receivables.partner-row',
        `"${account.slice(0, 20)}" is no account of a customer or vendor.`,
      );
    }
    const known = (await deps.reader.partnersOf(company.id, [account])).get(account);
    const id = known?.id ?? (await newIdOf(deps, company.id, row.values.foreignId, account));
    const { company: _c, version: _v, changedAt: _at, changedBy: _by, ...seen } = known ?? {};
    const wish = partnerOfRow(row, { id, kind, account }, known && (seen as typeof known));
    // What the file does not say stays as it is, so nobody's change is overwritten unawares.
    const input = {
      company,
      headers: known ? { 'if-match': '*' } : {},
      principal: { id: startedBy, kind: 'machine' as const },
      now,
      requestId: importId,
    };
    await putPartner(deps, input, wish, kindOf);
    return undefined;
  } catch (error) {
    if (error instanceof DomainError && error.kind !== 'unavailable') return error;
    throw error;
  }
}

/** The id that the row brings, where it is one and nobody has it; else the account's number. */
async function newIdOf(
  { reader }: ImportPartnersDeps,
  company: string,
  foreignId: string | undefined,
  account: string,
): Promise<string> {
  for (const id of [foreignId, account]) {
    if (id === undefined || !ID.test(id)) continue;
    if (!(await reader.loadPartner(company, id))) return id;
  }
  throw refuse('receivables.partner-row', `The id ${account} belongs to a partner with another account.`);
}
