/** Levels of categories below each other; deeper ones are found by nobody. */
export const MAX_DEPTH = 5;

type Placed = { readonly id: string; readonly parent?: string | undefined };

/** Why a category cannot stand below that parent: undefined where it can. Others below it move along. */
export function placeFault(categories: readonly Placed[], { id, parent }: Placed): string | undefined {
  if (parent === undefined) return undefined;
  const parents = new Map(categories.map((one) => [one.id, one.parent]));
  if (parent !== id && !parents.has(parent)) return 'must be a category that is there';
  let above = 1;
  for (let at: string | undefined = parent; at !== undefined; at = parents.get(at)) {
    if (at === id) return 'must not be the category itself, nor one below it';
    above += 1;
  }
  const levels = above - 1 + levelsOf(categories, id);
  return levels > MAX_DEPTH
    ? `must have at most ${MAX_DEPTH - 1} categories above and below each other`
    : undefined;
}

/** Levels from a category down to the lowest below it; itself is one. */
function levelsOf(categories: readonly Placed[], id: string): number {
  const below = categories.filter(({ parent }) => parent === id);
  return 1 + Math.max(0, ...below.map((one) => levelsOf(categories, one.id)));
}
