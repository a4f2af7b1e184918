import { type ApiRequest, type Binding, on } from '../../../shared/http/binding.ts';
import { ok } from '../../../shared/http/replies.ts';
import type { Checks } from '../compose-checks.ts';
import { splitCheckId } from '../contract.ts';
import * as routes from '../routes/reservations.ts';
import { amendReservation } from '../usecases/amend-reservation.ts';
import {
  captureReservation,
  type ReservationKey,
  releaseReservation,
} from '../usecases/change-reservation.ts';
import { idOfKey, readCheckAmount } from './checks.ts';
import { viewCheck, viewReservation } from './view-check.ts';

type Request = Pick<ApiRequest<typeof routes.getReservation>, 'params' | 'principal' | 'idempotency'>;

/** What becomes of reservations. */
export function reservationBindings(deps: Checks): readonly Binding[] {
  const { reader, newId } = deps;

  function keyOf({ companyId, reservationId }: Request['params']): ReservationKey {
    return { company: companyId, ...splitCheckId(reservationId) };
  }

  async function amountOf(key: ReservationKey, text: string | undefined): Promise<bigint | undefined> {
    if (text === undefined) return undefined;
    const check = await reader.loadCheck(key.company, key.customer, key.id);
    return readCheckAmount(text, viewReservation(check).currency);
  }

  /** The id of a move: the caller's, or one that follows from the caller's key. */
  function moveIdOf({ principal, idempotency }: Request, id: string | undefined): string | undefined {
    return id ?? (idempotency && idOfKey(principal, idempotency.key));
  }

  return [
    on(routes.getReservation, async ({ params }) => {
      const { company, customer, id } = keyOf(params);
      return ok(viewReservation(await reader.loadCheck(company, customer, id)));
    }),
    on(routes.captureReservation, async (request) => {
      const { id, amount, as, documentNumber } = request.body;
      const key = keyOf(request.params);
      const amountMinor = await amountOf(key, amount);
      const wish = { moveId: moveIdOf(request, id), amountMinor, into: as, documentNumber };
      return ok(viewReservation(await captureReservation(deps, key, wish, request)));
    }),
    on(routes.releaseReservation, async (request) => {
      const { id, amount } = request.body;
      const key = keyOf(request.params);
      const wish = { moveId: moveIdOf(request, id), amountMinor: await amountOf(key, amount) };
      return ok(viewReservation(await releaseReservation(deps, key, wish, request)));
    }),
    on(routes.amendReservation, async (request) => {
      const { id, amount, expiresAt, deliveryDate } = request.body;
      const key = keyOf(request.params);
      const wish = {
        id: moveIdOf(request, id) ?? newId('chk'),
        amountIn: (currency: string) => readCheckAmount(amount, currency),
        until: expiresAt && new Date(expiresAt).toISOString(),
        deliveryDate,
      };
      const { check, isRepeated } = await amendReservation(deps, key, wish, request);
      return ok(viewCheck(check), isRepeated ? { 'idempotency-hit': 'true' } : {});
    }),
  ];
}
