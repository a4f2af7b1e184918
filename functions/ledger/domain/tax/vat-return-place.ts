import { REVERSE_CHARGE_OTHERS } from './reverse-charge-case.ts';
import type { TaxKind } from './tax-rule.ts';

/** Kennzahlen of the VAT return (UStVA) that take a base, the tax owed on it, and the input tax deducted. */
export interface VatReturnPlace {
  readonly base?: string;
  /** Absent where the form computes the tax from the base itself (81, 86, 89, 93). */
  readonly tax?: string;
  readonly input?: string;
}

const DOMESTIC: Readonly<Record<number, VatReturnPlace>> = {
  1900: { base: '81' },
  700: { base: '86' },
  0: { base: '87' },
};
const OTHER_DOMESTIC: VatReturnPlace = { base: '35', tax: '36' };

const ACQUISITION: Readonly<Record<number, VatReturnPlace>> = {
  1900: { base: '89', input: '61' },
  700: { base: '93', input: '61' },
  0: { base: '90', input: '61' },
};
const OTHER_ACQUISITION: VatReturnPlace = { base: '95', tax: '98', input: '61' };

/** §13b UStG by the base's Kennzahl: services of EU businesses, real estate, everything else. */
const REVERSE_CHARGE: Readonly<Record<string, VatReturnPlace>> = {
  '46': { base: '46', tax: '47' },
  '73': { base: '73', tax: '74' },
  '84': { base: '84', tax: '85' },
};
function reverseChargePlace(kz: string | undefined): VatReturnPlace {
  return REVERSE_CHARGE[kz ?? REVERSE_CHARGE_OTHERS] ?? {};
}

/**
 * Where a treatment goes in the VAT return (forms 2021 to 2026). `rate` in percent times 100; `kz` is what the
 * account says of itself and decides between the cases of §13b.
 */
export function vatReturnPlace(kind: TaxKind, rate: number, kz: string | undefined): VatReturnPlace {
  switch (kind) {
    case 'output':
    case 'output-eu':
      return DOMESTIC[rate] ?? OTHER_DOMESTIC;
    case 'input':
      return { input: '66' };
    case 'acquisition':
      return ACQUISITION[rate] ?? OTHER_ACQUISITION;
    case 'vehicle-acquisition':
      return { base: '94', tax: '96', input: '61' };
    case 'reverse-charge':
      return { ...reverseChargePlace(kz), input: '67' };
    case 'reverse-charge-undeducted':
      return reverseChargePlace(kz);
    case 'exempt':
      return kz === undefined ? {} : { base: kz };
  }
}
