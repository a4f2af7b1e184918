/**
 * Of the standard policy, in every company; those that a company makes itself come after it. It never changes, for decisions
 * rest on it (a test holds its text fast): a better one would be offered to be copied.
 */
export const STANDARD_VERSION = 1;
