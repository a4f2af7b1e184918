import { type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { created, ok } from '../../../shared/http/replies.ts';
import type { Tickets } from '../compose.ts';
import * as routes from '../routes/ticket-tasks.ts';
import { addTask, listOpenTasks, patchTask, type TaskWithWords, tasksOf } from '../usecases/work-on-tasks.ts';
import { actorOf } from './tickets.ts';

/** What has to be done before a ticket is resolved. */
export function taskBindings(deps: Tickets): readonly Binding[] {
  return [
    on(routes.postTask, async ({ params, body, principal, membership, now, idempotency }) => {
      const { companyId, ticketId } = params;
      const added = (task: TaskWithWords) =>
        created(task, `/companies/${companyId}/tickets/${ticketId}/tasks/${task.task}`);
      const who = { by: actorOf(principal, membership), now };
      const task = await addTask(deps, params, body, who, (made) =>
        idempotency ? [idempotency.writeFor(added(made))] : [],
      );
      return added(task);
    }),
    on(routes.patchTask, async ({ params: { task, ...place }, body, principal, membership, now }) =>
      ok(await patchTask(deps, place, { task, ...body }, { by: actorOf(principal, membership), now })),
    ),
    on(routes.getTasks, async ({ params }) => ok({ items: await tasksOf(deps, params) })),
    on(routes.listTasks, async (request) => {
      const { params, query, principal } = request;
      const { assignee = principal.id, team } = query;
      const paging = pagingOf(routes.listTasks.id, request);
      const of = team === undefined ? { assignee } : { team };
      const { items, next } = await listOpenTasks(deps, params.companyId, of, paging);
      return ok(paging.page(items, next));
    }),
  ];
}
