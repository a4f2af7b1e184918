/** First and last fiscal year whose journals may hold entries that count between two days; named by their first year. */
export function fiscalYearsAround(
  { from, to }: { readonly from: string; readonly to: string },
  fiscalYearStart: string,
): { first: number; last: number } {
  const yearOf = (date: string) => Number(date.slice(0, 4)) - (date.slice(5) < fiscalYearStart ? 1 : 0);
  // An invoice may lie a fiscal year before or after the supply that decides its period.
  return { first: yearOf(from) - 1, last: yearOf(to) + 1 };
}
