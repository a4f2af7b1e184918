/** The same object, its members that may be undefined made optional. */
export type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** Leaves out the members that are undefined: in the model, what a file does not say is absent. */
export function present<T extends object>(members: T): Present<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Present<T>;
}

/** The same, or undefined where nothing at all is left: a group without content is none. */
export function presentGroup<T extends object>(members: T): Present<T> | undefined {
  const group = present(members);
  return Object.values(group).every((value) => Array.isArray(value) && value.length === 0)
    ? undefined
    : group;
}
