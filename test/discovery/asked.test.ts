import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { doorOf } from '../practice/doors.ts';
import { outcomes } from './reading.ts';
import { practicePlaying, search } from './searching.ts';
import { recordTraffic } from './traffic.ts';

/** What a document can send somebody to: to sign in, to read, to switch something on, to ask again. */
const LURES = `<enable visiturl="https://enable.lure.test/"><instruction lang="en">Switch it on</instruction></enable>
  <documentation url="https://documentation.lure.test/"><descr lang="en">Read this</descr></documentation>
  <webMail><loginPage url="https://webmail.lure.test/"/></webMail>`;
const MORE_LURES = `<oAuth2><issuer>issuer.lure.test</issuer><authURL>https://auth.lure.test/</authURL>
  <tokenURL>https://token.lure.test/</tokenURL><scope>mail</scope></oAuth2>
  <clientConfigUpdate url="https://update.lure.test/config.xml"/>`;

describe('who is asked for settings', () => {
  it.each(['dept.practice.test', 'a.b.dept.practice.test'])(
    'is nobody above the domain of the address: %s',
    async (domain) => {
      const practice = await practicePlaying({});
      const traffic = await recordTraffic(practice);

      await search(practice, { address: `alice@${domain}`, password: null, dnsServer: traffic.dnsServer });

      const others = traffic.names().filter((name) => name !== domain && !name.endsWith(`.${domain}`));
      expect(others).toEqual(['ispdb.providers.test']);
      expect(traffic.requests().map(({ line }) => line)).toEqual([
        `GET https://ispdb.providers.test/${domain}`,
      ]);
    },
  );

  it('is nobody whom a document only points at: what it wants to be opened is not', async () => {
    const practice = await practicePlaying({});
    const traffic = await recordTraffic(practice);
    const folder = await folderWith(doorOf(practice, 'imap', 'implicit-tls').port);

    const report = await search(practice, { settings: { folder }, dnsServer: traffic.dnsServer });

    expect(report.candidates.map(({ source }) => source.kind)).toContain('folder');
    expect(JSON.stringify(report)).toContain('https://documentation.lure.test/');
    expect(traffic.names().filter((name) => name.includes('lure'))).toEqual([]);
    expect(traffic.requests().filter(({ line }) => line.includes('lure'))).toEqual([]);
    expect(outcomes(report)).toEqual(['imap accepted', 'submission accepted']);
  });
});

/** A folder with an autoconfig file for the practice domain that has everything in it that can be opened. */
async function folderWith(port: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'letterlock-isp-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(
    join(folder, 'practice.test.xml'),
    `<clientConfig version="1.2"><emailProvider id="practice.test"><incomingServer type="imap">
      <hostname>imap.practice.test</hostname><port>${port}</port><socketType>SSL</socketType>
      <authentication>OAuth2</authentication><authentication>password-cleartext</authentication></incomingServer>
      ${LURES}</emailProvider>${MORE_LURES}</clientConfig>`,
  );
  return folder;
}
