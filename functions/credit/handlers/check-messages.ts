import { createHash } from 'node:crypto';
import { oneByOne } from '../../../shared/queue/batch-worker.ts';
import type { MessageOf } from '../../../shared/queue/message.ts';
import type { CompaniesReader } from '../../companies/reader.ts';
import type { Checks } from '../compose-checks.ts';
import type { creditCheck } from '../contract.ts';
import { refuse } from '../errors.ts';
import { checkCredit } from '../usecases/check-credit.ts';
import { readCheck } from './checks.ts';

type CheckMessage = MessageOf<typeof creditCheck>;

const FITS = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/;

/** The message's own id where the check has none: a message delivered twice is one check. */
function idOf({ id, payload }: CheckMessage): string {
  if (payload.id !== undefined) return payload.id;
  return FITS.test(id) ? id : `msg-${createHash('sha256').update(id).digest('hex').slice(0, 40)}`;
}

/** Works on queue `risk-checks`; whoever sent it hears of the decision by event. */
export function checkMessages(deps: Checks & { readonly companies: Pick<CompaniesReader, 'loadCompany'> }) {
  return oneByOne(async (message: CheckMessage, now: Date) => {
    if (!(await deps.companies.loadCompany(message.companyId)))
      throw refuse('credit.invalid-check', `There is no company ${message.companyId}.`);
    const identity = { id: idOf(message), isKnownId: true };
    const wish = readCheck(message.companyId, message.payload, identity);
    await checkCredit(deps, wish, { principal: { id: 'queue', kind: 'machine' }, now });
  });
}
