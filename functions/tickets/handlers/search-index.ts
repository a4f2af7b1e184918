import { type Binding, on } from '../../../shared/http/binding.ts';
import { ok } from '../../../shared/http/replies.ts';
import * as routes from '../routes/search-index.ts';
import { type IndexTicketsDeps, indexTickets } from '../usecases/index-tickets.ts';

/** Well within the time that a caller waits. */
const LONGEST_MILLISECONDS = 15_000;

/** The index of tickets, made good. */
export function searchIndexBindings(deps: IndexTicketsDeps): readonly Binding[] {
  return [
    on(routes.postIndexing, async ({ params: { companyId }, body: { after } }) => {
      const end = Date.now() + LONGEST_MILLISECONDS;
      return ok(await indexTickets(deps, companyId, after, () => Date.now() < end));
    }),
  ];
}
