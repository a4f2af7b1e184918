import type { EventSource } from '../../shared/queue/event-source.ts';
import * as banking from '../banking/contract.ts';
import * as cash from '../cash/contract.ts';
import * as companies from '../companies/contract.ts';
import * as credit from '../credit/contract.ts';
import * as exchange from '../exchange/contract.ts';
import * as ledger from '../ledger/contract.ts';
import * as mail from '../mail/contract.ts';
import * as receivables from '../receivables/contract.ts';
import * as reporting from '../reporting/contract.ts';
import * as screening from '../screening/contract.ts';
import * as tickets from '../tickets/contract.ts';
import * as transfers from '../transfers/contract.ts';

/** Everything that is published when an item is inserted, of all modules. A new module adds one line. */
export const eventSources: readonly EventSource[] = [
  ...companies.events,
  ...cash.events,
  ...ledger.events,
  ...mail.events,
  ...banking.events,
  ...reporting.events,
  ...exchange.events,
  ...credit.events,
  ...receivables.events,
  ...screening.events,
  ...tickets.events,
  ...transfers.events,
];
