/**
 * The tag of an amount on an Automatikkonto whose computation was switched off (tax key 40, Aufhebung der Automatik): it
 * is no base of tax, and the VAT return leaves it out. Without it nothing would tell such a line from the net amount of
 * a supply that somebody booked with its tax by hand.
 */
export const NO_AUTOMATION = 'no-automation';

export function isNoAutomation(tag: string | undefined): boolean {
  return tag === NO_AUTOMATION;
}
