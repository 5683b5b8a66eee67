import { once } from 'node:events';
import { connect as connectTls } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { makePki } from './pki.ts';
import { Client } from './client.ts';
import { playTranscript, type ScriptedOptions, type ScriptedServer } from './scripted.ts';

const pki = await makePki();

let server: ScriptedServer;

/** Serves a script; afterEach closes it, so that a test that fails leaves nothing open. */
async function serve(text: string, options: Omit<ScriptedOptions, 'pki'> = {}): Promise<ScriptedServer> {
  server = await playTranscript(text, { pki, ...options });
  return server;
}

afterEach(() => server.close());

/** The problems once everything is over. */
async function problemsOf(played: ScriptedServer): Promise<readonly string[]> {
  await played.close();
  return played.problems();
}

describe('playTranscript with a client that strays', () => {
  it.each([
    ['another line', 'a NOPE\r\n', 'came "a NOPE" (line 1, C: a NOOP)'],
    ['a line that only begins so', 'a NOOP \r\n', 'came "a NOOP " (line 1, C: a NOOP)'],
    ['a bare LF', 'a NOOP\n', 'a bare LF ends "a NOOP\\n" (line 1, C: a NOOP)'],
    ['half a line', 'a NO', 'the client hung up after "a NO" (line 1, C: a NOOP)'],
    ['nothing', '', 'the client hung up (line 1, C: a NOOP)'],
    ['a line too many', 'a NOOP\r\nb NOOP\r\n', 'after the script came "b NOOP\\r\\n"'],
    ['half a line too many', 'a NOOP\r\nb', 'after the script the client hung up after "b"'],
  ])('reports %s', async (_, sent, problem) => {
    const played = await serve('C: a NOOP');

    const client = Client.to(played);
    client.socket.end(sent);
    await client.closed();

    expect(await problemsOf(played)).toEqual([`connection 1: ${problem}`]);
  });

  it('reports a line that a regular expression does not find itself in', async () => {
    const played = await serve('C: /^\\d+ NOOP$/');

    const client = Client.to(played);
    client.socket.end('a NOOP\r\n');
    await client.closed();

    expect(await problemsOf(played)).toEqual(['connection 1: came "a NOOP" (line 1, C: /^\\d+ NOOP$/u)']);
  });

  it('reports lines of the script that the client did not wait for', async () => {
    const played = await serve('S: one\nC: a NOOP\nS: two');

    const client = Client.to(played);
    await client.until('one');
    client.socket.destroy();

    expect(await problemsOf(played)).toEqual(['connection 1: the client hung up (line 2, C: a NOOP)']);
  });

  it('reports a client that does not trust the certificate as a handshake that failed or a script left over', async () => {
    const played = await serve('S: * OK ready\nC: a LOGOUT', { implicitTls: true });

    const socket = connectTls({ host: played.host, port: played.port, servername: 'mail.example.test' });
    const [error] = (await once(socket, 'error')) as unknown[];

    expect(error).toMatchObject({ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' });
    expect(await problemsOf(played)).toHaveLength(1);
  });

  it('reports a client that does not hang up, and hangs up itself', async () => {
    const played = await serve('S: * OK ready');
    const client = Client.to(played);
    await client.until('ready');

    const problems = await problemsOf(played);

    await client.closed();
    expect(problems).toEqual(['connection 1: the client did not hang up']);
  });

  it('reports scripts that nobody came for', async () => {
    const played = await serve('CLOSE', { connections: ['CLOSE', 'CLOSE'] });

    await Client.to(played).closed();

    expect(await problemsOf(played)).toEqual(['connection 2: nobody came']);
  });

  it.each([
    ['X: what', 'Line 1 of the transcript is unknown: X: what'],
    ['S: hello\n\nCLOSE\nS: more', 'Line 4: the script has ended before it'],
    ['S<: \\q', 'Line 1: \\q is no escape'],
  ])('refuses the script %j', async (text, message) => {
    await expect(playTranscript(text, { pki })).rejects.toThrow(message);
  });
});
