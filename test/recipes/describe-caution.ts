import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { describeWith } from '../parts.ts';
import { homeFor } from './bench.ts';
import type { TriedProgram } from './describe-recipe.ts';
import { practiceServer, type RecipeServer } from './servers.ts';
import { HANDS_OVER, startStripped } from './stripped.ts';

const SECURITIES = ['implicit-tls', 'starttls'] as const;
const MECHANISMS: readonly string[] = ['PLAIN', 'LOGIN', 'CRAM-MD5'];
const NOT_TO_TRUST = ['unknown-issuer', 'self-signed', 'wrong-name', 'nul-in-name', 'expired'] as const;

/**
 * Tests that a program, set up by its recipe, hands over nothing where TLS is taken away, or is somebody else's: it goes there,
 * as the server knows, and leaves. Where the recipe has no steps for STARTTLS there is nothing to be run. Where files are added to,
 * there is one that would have the program less careful.
 */
export function describeCaution(tried: TriedProgram): void {
  const { program, parts, own } = tried;
  const before = own === undefined ? {} : { own };
  const sides = (['incoming', 'outgoing'] as const).filter((side) => tried[side] !== undefined);

  describeWith(parts, `${program}, set up by its recipe, where somebody is on the way`, () => {
    let server: RecipeServer;
    let version: string;

    beforeAll(async () => {
      version = await tried.version();
      server = await practiceServer([], { mechanisms: MECHANISMS });
    });
    afterAll(() => server.stop());

    it.each(sides)('hands over nothing where STARTTLS is gone, %s', async (side) => {
      const stripped = await startStripped(server);
      onTestFinished(() => stripped.stop());
      const home = await homeFor(program, version, {
        server: stripped.server,
        with: 'password',
        security: 'starttls',
        ...before,
      });
      const isSetUp = home.recipe.steps.length > 0;

      if (isSetUp) await tried[side]?.(home);

      expect(stripped.visits() > 0).toBe(isSetUp);
      expect(stripped.heard().filter((line) => HANDS_OVER.test(line))).toEqual([]);
    });

    it.each(NOT_TO_TRUST)('does not sign in where the certificate is %s', async (certificate) => {
      const other = await practiceServer([], { mechanisms: MECHANISMS, certificate });
      onTestFinished(() => other.stop());

      for (const security of SECURITIES) {
        for (const side of sides) {
          const home = await homeFor(program, version, {
            server: other,
            with: 'password',
            security,
            ...before,
          });
          if (home.recipe.steps.length > 0) await tried[side]?.(home);
        }
      }

      expect(await other.seen()).toEqual([]);
    });
  });
}
