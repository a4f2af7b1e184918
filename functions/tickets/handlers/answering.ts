import { type Binding, on } from '../../../shared/http/binding.ts';
import { ok } from '../../../shared/http/replies.ts';
import type { Tickets } from '../compose.ts';
import * as routes from '../routes/answering.ts';
import type { AnsweringRow } from '../table/answering.ts';
import { announceAnswer, listAnswering } from '../usecases/announce-answer.ts';

/** Who is writing an answer, so that two do not write the same one. */
export function answeringBindings(deps: Tickets): readonly Binding[] {
  const shown = (rows: readonly AnsweringRow[]) =>
    ok({ items: rows.map(({ principal, since, until }) => ({ principal, since, until })) });
  return [
    on(routes.putAnswering, async ({ params, principal, now }) =>
      shown(await announceAnswer(deps, params, { principal: principal.id, now })),
    ),
    on(routes.deleteAnswering, async ({ params, principal, now }) =>
      shown(await announceAnswer(deps, params, { principal: principal.id, now }, true)),
    ),
    on(routes.listAnswering, async ({ params, now }) => shown(await listAnswering(deps, params, now))),
  ];
}
