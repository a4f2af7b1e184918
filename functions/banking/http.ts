import { loadConfig, TableConfig } from '../../shared/config.ts';
import { api } from '../../shared/http/api.ts';
import { newId } from '../../shared/kernel/ids.ts';
import { connectTable } from '../../shared/table/client.ts';
import { companiesReader } from '../companies/reader.ts';
import { openBooks } from '../ledger/books.ts';
import { bankAccountBindings } from './handlers/bank-accounts.ts';
import { bankRuleBindings } from './handlers/bank-rules.ts';
import { bankTransactionBindings } from './handlers/bank-transactions.ts';
import { bankingReader } from './reader.ts';
import { bankingStore } from './store.ts';

const table = connectTable(loadConfig(TableConfig));
const companies = companiesReader(table);
const reader = bankingReader(table);
const store = bankingStore(table);
const books = openBooks(table, companies);

/** Bank accounts, rules, and what statements brought. */
export const handler = api(
  { table, membershipOf: companies.membershipOf },
  ...bankAccountBindings({ reader, store, books, newId }),
  ...bankRuleBindings({ reader, store, books, newId }),
  ...bankTransactionBindings({ reader }),
);
