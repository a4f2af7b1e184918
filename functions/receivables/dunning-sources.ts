import { refuseDunning } from './domain/dunning/dunning-errors.ts';
import type { LoadOpenItems, LoadPartners } from './usecases/propose-dunning-run.ts';

/**
 * Where dunning gets open items and partners from. Not connected yet: a run is refused, because an empty list would say
 * that nobody owes anything.
 */
export function dunningSources(): {
  readonly loadOpenItems: LoadOpenItems;
  readonly loadPartners: LoadPartners;
} {
  const notConnected = async () => {
    throw refuseDunning('receivables.items-not-connected', 'Open items are not connected to dunning yet.');
  };
  return { loadOpenItems: notConnected, loadPartners: notConnected };
}
