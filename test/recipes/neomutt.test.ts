import { describe, expect, it } from 'vitest';
import { describeWith } from '../parts.ts';
import { homeFor } from './bench.ts';
import { describeCaution } from './describe-caution.ts';
import { describeAddition, describeNames, describeWays } from './describe-recipe.ts';
import { triedMutt } from './mutt-programs.ts';
import { practiceServer } from './servers.ts';

const installed = triedMutt('neomutt', 'installed');

describeNames(installed);
describeCaution(installed);
describeAddition(installed, installed.own);
describe('as it is installed', () => describeWays(installed));
describe('of the next release', () => describeWays(triedMutt('neomutt', 'next')));

describeWith(['neomutt'], 'neomutt, without the mechanism that its recipe names', () => {
  it('sends nothing where the server binds SCRAM to TLS', async () => {
    const server = await practiceServer([]);
    const home = await homeFor('neomutt', await installed.version(), { server, with: 'password' });
    await home.leaveOut('.config/neomutt/neomuttrc', ['set smtp_authenticators=']);

    await installed.outgoing(home);

    expect(await server.seen()).toEqual([]);
    await server.stop();
  });
});
