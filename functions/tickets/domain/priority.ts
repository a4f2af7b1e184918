/** 1 very low to 5 very high. */
export type Level = 1 | 2 | 3 | 4 | 5;

/** By urgency (rows) and impact (columns), each from 1 to 5: the matrix that GLPI is delivered with. */
const MATRIX = [
  [1, 1, 2, 2, 2],
  [1, 2, 2, 3, 3],
  [2, 2, 3, 4, 4],
  [2, 3, 4, 4, 5],
  [2, 3, 4, 5, 5],
] as const satisfies readonly (readonly Level[])[];

export function priorityOf({ impact, urgency }: { readonly impact: Level; readonly urgency: Level }): Level {
  return (MATRIX[urgency - 1] as readonly Level[])[impact - 1] as Level;
}
