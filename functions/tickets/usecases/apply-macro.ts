import { DomainError, invariant } from '../../../shared/kernel/errors.ts';
import { decideMacro } from '../domain/macros/macro.ts';
import { faultsOfSteps, type MacroStep, type ReadyStep, withMe } from '../domain/macros/steps.ts';
import { refuse } from '../errors.ts';
import type { AnswerReader } from '../reader/answers.ts';
import type { MacroReader } from '../reader/macros.ts';
import type { TemplateReader } from '../reader/templates.ts';
import {
  type Changed,
  type ChangeTicketDeps,
  changeTicket,
  type Together,
  type Who,
} from './change-ticket.ts';
import { isAgent } from './keep-desk.ts';
import { loadMacro } from './keep-macros.ts';
import { STANDARD_LANGUAGE } from './mail-reply.ts';

export interface ApplyMacroDeps extends ChangeTicketDeps {
  readonly reader: ChangeTicketDeps['reader'] &
    Pick<AnswerReader, 'loadAgent'> &
    Pick<MacroReader, 'loadMacro'> &
    Pick<TemplateReader, 'loadTemplate'>;
}

interface Place {
  readonly companyId: string;
  readonly ticketId: string;
  readonly macro: string;
}

/**
 * Does to a ticket, as somebody has seen it, all that a macro says, or nothing. Each event says which macro it was.
 * @throws tickets.unknown-macro, tickets.unknown-ticket, platform.stale, platform.if-match-required; what a step throws that cannot be
 * has pointers into the macro
 */
export async function applyMacro(
  deps: ApplyMacroDeps,
  { companyId, ticketId, macro: id }: Place,
  who: Who & { readonly headers: Readonly<Record<string, string | undefined>> },
  together: Together,
): Promise<Changed> {
  const macro = await loadMacro(deps, { companyId, id });
  const [steps, agent] = await Promise.all([
    readySteps(deps, companyId, macro.steps, who.by.id),
    deps.reader.loadAgent(companyId, who.by.id),
  ]);
  const applying = { by: who.by, now: who.now, agentName: agent?.name };
  try {
    return await changeTicket(
      deps,
      { companyId, ticketId },
      who,
      (seen) => ({ ...decideMacro(seen, steps, applying), macro: { id, version: macro.version } }),
      together,
    );
  } catch (error) {
    throw error instanceof DomainError && error.code === 'tickets.does-not-fit'
      ? unfit(error, macro.steps)
      : error;
  }
}

/** What the help desk does not take is said of the step that wants it. */
function unfit({ message, details }: DomainError, steps: readonly MacroStep[]): DomainError {
  const errors = faultsOfSteps(details.errors ?? [], steps);
  const [first] = errors;
  const text = first ? `${first.pointer} ${first.detail}.` : message;
  return refuse('tickets.does-not-fit', text, { errors });
}

/** Steps with people and words in the places that stand for them, as they are now. @throws tickets.does-not-fit */
async function readySteps(
  deps: ApplyMacroDeps,
  companyId: string,
  steps: readonly MacroStep[],
  me: string,
): Promise<ReadyStep[]> {
  return Promise.all(
    steps.map(async (kept, at): Promise<ReadyStep> => {
      const step = withMe(kept, me);
      if (step.type === 'watch') {
        const works = await Promise.all(step.add.map((one) => isAgent(deps, companyId, one)));
        const gone = works.indexOf(false);
        if (gone >= 0)
          throw notThere(`/steps/${at}/add/${gone}`, 'must be somebody who may work on tickets here');
      }
      if (step.type !== 'reply' && step.type !== 'note') return step;
      const { type, text, template } = step;
      if (text !== undefined) return { type, text, language: STANDARD_LANGUAGE, from: 'text' };
      invariant(template !== undefined, 'who writes has a text or a template');
      const row = await deps.reader.loadTemplate(companyId, template);
      if (!row) throw notThere(`/steps/${at}/template`, 'must be a template that is kept');
      return { type, text: row.text, language: row.language ?? STANDARD_LANGUAGE, from: 'template' };
    }),
  );
}

function notThere(pointer: string, detail: string): DomainError {
  return refuse('tickets.does-not-fit', `${pointer} ${detail}.`, { errors: [{ pointer, detail }] });
}
