/**
 * DATEV's Sachverhalte of §13b UStG by the Kennzahl of their base: 7 is Abs. 1 (services of businesses in the rest of
 * the Community: Kz 46), 3 is Abs. 2 Nr. 3 (real estate: Kz 73). All others share Kz 84 (Abs. 2 Nr. 1, 2, 4 to 12).
 * 7 is confirmed by files of DATEV's users; 3 follows the numbering of Abs. 2, like 1 and 4, which are confirmed.
 */
const KZ_BY_CASE: Readonly<Record<string, string>> = { '7': '46', '3': '73' };
const CASE_BY_KZ: Readonly<Record<string, string>> = { '46': '7', '73': '3' };

/** The line of the form for all cases that have none of their own, and for those that nothing tells. */
export const REVERSE_CHARGE_OTHERS = '84';

/** Kennzahl of the base; `84` for every case without a line of its own. */
export function kzOfReverseChargeCase(reverseChargeCase: string): string {
  return KZ_BY_CASE[reverseChargeCase] ?? REVERSE_CHARGE_OTHERS;
}

/** The one case that a Kennzahl stands for; undefined for 84, which several share. */
export function reverseChargeCaseOfKz(kz: string): string | undefined {
  return CASE_BY_KZ[kz];
}
