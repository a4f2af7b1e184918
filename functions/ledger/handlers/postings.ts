import { type Binding, on } from '../../../shared/http/binding.ts';
import { DomainError } from '../../../shared/kernel/errors.ts';
import { isRefusal } from '../domain/parse-entry.ts';
import { parsePostedEntry, pointAtPosting, postingToEntry } from '../domain/parse-posting.ts';
import { companyOf } from '../reader.ts';
import * as routes from '../routes/postings.ts';
import { type BookEntryDeps, bookEntry } from './book-entry.ts';

/** Gross postings, as accountants write them. */
export function postingBindings(deps: BookEntryDeps): readonly Binding[] {
  const { ledger } = deps;
  return [
    on(routes.postPosting, async (request) => {
      const { body } = request;
      const company = await companyOf(ledger, request.params.companyId);
      const entry = postingToEntry(body, company);
      if (entry instanceof DomainError) throw entry;
      const vouchers = body.vouchers
        ? await ledger.reader.loadVouchers(company.id, body.vouchers)
        : new Map();
      const parsed = parsePostedEntry(body, entry, company.currency, vouchers);
      if (isRefusal(parsed)) throw parsed;
      try {
        return await bookEntry(deps, request, company, parsed);
      } catch (error) {
        throw error instanceof DomainError ? pointAtPosting(error, body, entry) : error;
      }
    }),
  ];
}
