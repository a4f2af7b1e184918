/** Who takes words away when their time has come. */
export const PRIVACY_ACTOR = { kind: 'system', id: 'privacy' } as const;
