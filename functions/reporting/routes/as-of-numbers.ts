import * as z from 'zod';

export const AsOfNumbers = z
  .record(z.string(), z.int())
  .describe('By fiscal year: the journal number that the answer is true for.');
