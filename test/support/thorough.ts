const FACTOR = Number(process.env.THOROUGH ?? 1);

/** How often something costly is tried: the usual number, times `THOROUGH` where somebody has the time (README, Tests). */
export function times(usual: number): number {
  return usual * FACTOR;
}

/** Every place of a costly walk where somebody has the time; else each second one, by chance the even or the odd ones. */
export function placesOfWalk(random: () => number = Math.random): {
  readonly first: number;
  readonly step: number;
} {
  return FACTOR > 1 ? { first: 0, step: 1 } : { first: random() < 0.5 ? 0 : 1, step: 2 };
}
