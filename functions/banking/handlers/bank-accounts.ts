import { isValidBIC, isValidIBAN } from 'ibantools';
import { changedValues, recordChange } from '../../../shared/changes.ts';
import { type Binding, on } from '../../../shared/http/binding.ts';
import { assertIfMatch, etagOf } from '../../../shared/http/etag.ts';
import { created, ok } from '../../../shared/http/replies.ts';
import type { FieldError } from '../../../shared/kernel/errors.ts';
import { companyOf } from '../../ledger/reader.ts';
import type { Banking } from '../compose.ts';
import { checkChain } from '../domain/check-chain.ts';
import { refuse } from '../errors.ts';
import * as routes from '../routes/bank-accounts.ts';
import type { BankAccountRow } from '../table.ts';
import { CHAIN_LENGTH } from '../usecases/statement-findings.ts';

function viewAccount({ company: _company, version: _version, ...account }: BankAccountRow) {
  return account;
}

/** What people say of an account. */
function settingsOf(of: Partial<BankAccountRow>) {
  const {
    ledgerAccount,
    name,
    bic,
    currency,
    feeAccount,
    feeTaxCode,
    bookFees,
    bookReturns,
    rechargeReturnFees,
  } = of;
  return {
    ledgerAccount,
    name,
    bic,
    currency,
    feeAccount,
    feeTaxCode,
    bookFees,
    bookReturns,
    rechargeReturnFees,
  };
}

/** Bank accounts of the company. */
export function bankAccountBindings(
  banking: Pick<Banking, 'reader' | 'store' | 'books' | 'newId'>,
): readonly Binding[] {
  const { reader, store, books, newId } = banking;

  async function assertPossible(
    companyId: string,
    iban: string,
    body: { ledgerAccount: string; bic?: string | undefined; feeAccount?: string | undefined },
  ): Promise<void> {
    const company = await companyOf(banking.books, companyId);
    const chart = await books.reader.loadChart(company);
    const errors: FieldError[] = [];
    // What banks of other countries call an account is taken as it comes; what looks like an IBAN must be one.
    if (/^[A-Z]{2}\d{2}/.test(iban) && !isValidIBAN(iban)) {
      errors.push({
        pointer: 'path/iban',
        detail: `${iban} is not an IBAN: length or check digits are wrong.`,
      });
    }
    if (body.bic !== undefined && !isValidBIC(body.bic))
      errors.push({ pointer: '/bic', detail: `${body.bic} is not a BIC.` });
    if (chart.find(body.ledgerAccount)?.kind !== 'general') {
      errors.push({
        pointer: '/ledgerAccount',
        detail: `${body.ledgerAccount} is no account of the ledger.`,
      });
    }
    if (body.feeAccount !== undefined && chart.find(body.feeAccount)?.kind !== 'general') {
      const detail = `${body.feeAccount} is no account of the ledger.`;
      errors.push({ pointer: '/feeAccount', detail });
    }
    if (errors[0]) throw refuse('banking.invalid-account', errors[0].detail, { errors });
  }

  return [
    on(routes.putBankAccount, async ({ params, body, headers, principal, now, requestId }) => {
      const { companyId: company } = params;
      const iban = params.iban.toUpperCase();
      await assertPossible(company, iban, body);
      const seen = await reader.loadAccount(company, iban);
      const values = changedValues(settingsOf(seen ?? {}), settingsOf(body));
      const same =
        seen?.state === 'confirmed' && Object.keys({ ...values.before, ...values.after }).length === 0;
      if (seen && same) return ok(viewAccount(seen), etagOf(seen.version));
      if (seen?.state === 'confirmed' || headers['if-match'] !== undefined)
        assertIfMatch(headers, seen?.version ?? 0);
      const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
      const next: BankAccountRow = {
        company,
        iban,
        ...(given as { ledgerAccount: string }),
        state: 'confirmed',
        version: (seen?.version ?? 0) + 1,
      };
      const trace = recordChange({
        companyId: company,
        changeId: newId('chg'),
        at: now.toISOString(),
        principal: principal.id,
        action: 'banking.account-changed',
        subject: `bank-accounts/${iban}`,
        requestId,
        ...values,
      });
      await store.saveAccount(seen, next, trace);
      const view = viewAccount(next);
      const etag = etagOf(next.version);
      return seen ? ok(view, etag) : created(view, `/companies/${company}/bank-accounts/${iban}`, etag);
    }),
    on(routes.getBankAccount, async ({ params }) => {
      const account = await reader.loadAccount(params.companyId, params.iban.toUpperCase());
      if (!account) throw refuse('banking.missing-account', `There is no bank account ${params.iban}.`);
      const chain = checkChain(await reader.newestLinks(params.companyId, account.iban, CHAIN_LENGTH));
      const findings = chain.map(({ kind, detail, link: { date } }) => ({ kind, date, detail }));
      return ok({ ...viewAccount(account), findings }, etagOf(account.version));
    }),
    on(routes.listBankAccounts, async ({ params }) => {
      const accounts = await reader.listAccounts(params.companyId);
      return ok({ items: accounts.map(viewAccount) });
    }),
  ];
}
