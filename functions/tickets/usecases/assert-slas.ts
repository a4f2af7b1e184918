import { refuse } from '../errors.ts';
import type { SlaReader } from '../reader/slas.ts';

/** Somebody names promises that must be there; promises are never taken away. @throws tickets.invalid-sla */
export async function assertSlas(
  { reader }: { readonly reader: Pick<SlaReader, 'allSlas'> },
  companyId: string,
  named: readonly { readonly sla?: string | null | undefined; readonly pointer: string }[],
): Promise<void> {
  const wanted = named.filter(({ sla }) => typeof sla === 'string');
  if (wanted.length === 0) return;
  const known = new Set((await reader.allSlas(companyId)).map(({ id }) => id));
  const unknown = wanted.filter(({ sla }) => !known.has(sla ?? ''));
  const [first] = unknown;
  if (!first) return;
  throw refuse('tickets.invalid-sla', `There is no promise ${first.sla}.`, {
    errors: unknown.map(({ pointer }) => ({ pointer, detail: 'must be the id of a promise that is kept' })),
  });
}
