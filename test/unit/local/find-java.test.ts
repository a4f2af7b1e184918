import { describe, expect, it } from 'vitest';
import { findJava, parseJavaMajor } from '../../../infra/local/engine/find-java.ts';
import { StartRefusal } from '../../../infra/local/start-refusal.ts';

describe('findJava', () => {
  it.each([
    ['openjdk version "17.0.15" 2025-04-15', 17],
    ['java version "1.8.0_412"', 8],
    ['openjdk version "25" 2025-09-16', 25],
    ['something else', undefined],
  ])('reads the major version of %s', (banner, major) => {
    expect(parseJavaMajor(banner)).toBe(major);
  });

  it('names the ways out when there is no Java', async () => {
    const refusal = await findJava({ BACKOFFICE_JAVA: '/nowhere/java' }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(StartRefusal);
    expect(String(refusal)).toMatch(/install a Java 17\+ runtime.*JAVA_HOME or BACKOFFICE_JAVA/);
  });
});
