import { type Binding, on } from '../../../shared/http/binding.ts';
import { ok } from '../../../shared/http/replies.ts';
import { computeAltmanZ } from '../domain/figures/altman-z.ts';
import { computeConcentration } from '../domain/figures/concentration.ts';
import { computeDso } from '../domain/figures/dso.ts';
import { computeExpectedLoss } from '../domain/figures/expected-loss.ts';
import { computeProvisionMatrix } from '../domain/figures/provision-matrix.ts';
import * as routes from '../routes/calculations.ts';

/** Figures of credit risk: numbers in, numbers out, nothing is read or kept. */
export function calculationBindings(): readonly Binding[] {
  return [
    on(routes.calculateAltmanZ, async ({ body }) => {
      const altman = computeAltmanZ(body);
      return ok({ ...altman, components: [...altman.components] });
    }),
    on(routes.calculateExpectedLoss, async ({ body }) => ok(computeExpectedLoss(body))),
    on(routes.calculateProvisionMatrix, async ({ body }) => {
      const matrix = computeProvisionMatrix(body);
      return ok({ ...matrix, buckets: [...matrix.buckets] });
    }),
    on(routes.calculateDso, async ({ body }) => {
      const dso = computeDso(body);
      return ok({ ...dso, periods: [...dso.periods] });
    }),
    on(routes.calculateConcentration, async ({ body }) => {
      const concentration = computeConcentration(body.exposures);
      return ok({ ...concentration, shares: [...concentration.shares] });
    }),
  ];
}
