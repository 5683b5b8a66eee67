import { describe, expect, it } from 'vitest';
import { describeWith } from '../parts.ts';
import { homeFor } from './bench.ts';
import { describeCaution } from './describe-caution.ts';
import { describeAddition, describeNames, describeWays } from './describe-recipe.ts';
import { triedMutt } from './mutt-programs.ts';
import { practiceServer } from './servers.ts';

const installed = triedMutt('mutt', 'installed');

describeNames(installed);
describeCaution(installed);
describeAddition(installed, installed.own);
describe('as it is installed', () => describeWays(installed));
describe('of the next release', () => describeWays(triedMutt('mutt', 'next')));

describeWith(['mutt', 'script'], 'mutt, without the mechanisms that its recipe names', () => {
  it.each([
    ['incoming', 'gives the password itself where the server binds SCRAM to TLS', ['imap LOGIN-COMMAND']],
    ['outgoing', 'sends nothing there', []],
  ] as const)('%s: %s', async (side, _, expected) => {
    const server = await practiceServer([]);
    const home = await homeFor('mutt', await installed.version(), { server, with: 'password' });
    await home.leaveOut('.muttrc', ['set imap_authenticators=', 'set smtp_authenticators=']);

    await installed[side](home);

    expect(await server.seen()).toEqual(expected);
    await server.stop();
  });
});
