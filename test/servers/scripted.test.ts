import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { describeWith } from '../parts.ts';
import { makePki } from './pki.ts';
import { runPart } from './run.ts';
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

describe('playTranscript', () => {
  it('finds nothing wrong with a client that keeps to the script', async () => {
    const played = await serve(`
      # A greeting, one command, and the end.
      S: * OK ready
      C: a LOGOUT
      S: * BYE bye
      S: a OK done
      CLOSE
    `);

    const client = Client.to(played);
    await client.until('ready\r\n');
    client.socket.write('a LOGOUT\r\n');
    await client.closed();

    expect(client.said).toBe('* OK ready\r\n* BYE bye\r\na OK done\r\n');
    expect(await problemsOf(played)).toEqual([]);
    expect(played.received().toString()).toBe('a LOGOUT\r\n');
  });

  it('reads lines that come byte by byte, and lines that come together', async () => {
    const played = await serve('C: a ONE\nC: b TWO\nC: c THREE\nS: done\nCLOSE');

    const client = Client.to(played);
    client.socket.setNoDelay();
    for (const byte of 'a ONE\r\n') await new Promise((resolve) => client.socket.write(byte, resolve));
    client.socket.write('b TWO\r\nc THREE\r\n');
    await client.closed();

    expect(await problemsOf(played)).toEqual([]);
  });

  it('puts what a regular expression captured into the lines that follow', async () => {
    const played = await serve('C: /^(\\S+) (NOOP|CHECK)$/\nC: done\nS: ${1} OK ${2} completed\nCLOSE');

    const client = Client.to(played);
    client.socket.write('t17 CHECK\r\ndone\r\n');
    await client.closed();

    expect(client.said).toBe('t17 OK CHECK completed\r\n');
    expect(await problemsOf(played)).toEqual([]);
  });

  it('sends raw bytes as they are written, with their escapes and without a line end', async () => {
    const played = await serve('S<: a\\r\\n\\x00\\xff\\\\x41 ü\nS<: \nS<: end\nCLOSE');

    const client = Client.to(played);
    await client.closed();

    expect(client.said).toBe('a\r\n\0\xff\\x41 \xc3\xbcend');
  });

  it('keeps the blank after a continuation request', async () => {
    const played = await serve('S: + \nCLOSE');

    const client = Client.to(played);
    await client.closed();

    expect(client.said).toBe('+ \r\n');
  });

  it('goes on inside TLS, and records what was said there', async () => {
    const played = await serve(`
      C: a STARTTLS
      S: a OK begin
      TLS
      C: b NOOP
      S: b OK
      CLOSE
    `);

    const outside = Client.to(played);
    outside.socket.write('a STARTTLS\r\n');
    await outside.until('begin\r\n');
    const inside = await outside.upgraded();
    inside.socket.write('b NOOP\r\n');
    await inside.closed();

    expect(inside.said).toBe('b OK\r\n');
    expect(await problemsOf(played)).toEqual([]);
    expect(played.received().toString('latin1')).toContain('b NOOP\r\n');
  });

  it('takes a handshake that comes in one breath with the command before it', async () => {
    const played = await serve('C: a STARTTLS\nTLS\nS: welcome\nCLOSE');

    const outside = Client.to(played);
    outside.socket.write('a STARTTLS\r\n');
    const inside = await outside.upgraded();
    await inside.closed();

    expect(inside.said).toBe('welcome\r\n');
    expect(await problemsOf(played)).toEqual([]);
  });

  it('begins with TLS where it is implicit', async () => {
    const played = await serve('S: * OK ready\nC: a LOGOUT', { implicitTls: true });

    const client = await Client.inTls(played);
    await client.until('ready\r\n');
    client.socket.end('a LOGOUT\r\n');
    await client.closed();

    expect(await problemsOf(played)).toEqual([]);
  });

  it('records what a client says in the clear where TLS was due', async () => {
    const played = await serve('S: * OK ready', { implicitTls: true });

    const client = Client.to(played);
    client.socket.write('a LOGIN alice secret\r\n');
    await client.closed();

    expect(await problemsOf(played)).toEqual([
      'connection 1: the TLS handshake failed with ERR_SSL_WRONG_VERSION_NUMBER (line 0, TLS)',
    ]);
    expect(played.received().toString('latin1')).toBe('a LOGIN alice secret\r\n');
  });

  it('breaks off with a reset', async () => {
    const played = await serve('C: a NOOP\nRESET');

    const socket = connect(played.port, played.host);
    socket.write('a NOOP\r\n');
    const [error] = (await once(socket, 'error')) as unknown[];

    expect(error).toMatchObject({ code: 'ECONNRESET' });
    expect(await problemsOf(played)).toEqual([]);
  });

  it('breaks off with a reset inside TLS', async () => {
    const played = await serve('S: * OK ready\nC: a NOOP\nRESET', { implicitTls: true });

    const client = await Client.inTls(played);
    const failed = once(client.socket, 'error');
    await client.until('ready');
    client.socket.write('a NOOP\r\n');

    expect(await failed).toMatchObject([{ code: 'ECONNRESET' }]);
    expect(await problemsOf(played)).toEqual([]);
  });

  it('stays silent, and lets the client say what it likes and go', async () => {
    const played = await serve('S: * OK ready\nSILENT');

    const client = Client.to(played);
    await client.until('ready');
    client.socket.end('a NOOP\r\nb NOOP\r\n');
    await client.closed();

    expect(client.said).toBe('* OK ready\r\n');
    expect(await problemsOf(played)).toEqual([]);
    expect(played.received().toString()).toContain('b NOOP');
  });

  it('plays to each connection from the top, or the script that is for it', async () => {
    const played = await serve('S: usual\nCLOSE', { connections: ['S: first\nCLOSE', 'S: second\nCLOSE'] });

    const said: string[] = [];
    for (let connection = 0; connection < 4; connection += 1) {
      const client = Client.to(played);
      await client.closed();
      said.push(client.said.trim());
    }

    expect(said).toEqual(['first', 'second', 'usual', 'usual']);
    expect(played.connectionCount()).toBe(4);
    expect(await problemsOf(played)).toEqual([]);
  });

  it('listens on another address when told to', async () => {
    const played = await serve('S: here\nCLOSE', { host: '127.0.0.9' });

    const client = Client.to(played);
    await client.closed();

    expect(played.host).toBe('127.0.0.9');
    expect(client.said).toBe('here\r\n');
  });
});

describeWith(['openssl'], 'playTranscript with another program as its client', () => {
  it('lets openssl switch to TLS by the rules of IMAP', async () => {
    const played = await serve(`
      S: * OK ready
      C: . CAPABILITY
      S: * CAPABILITY IMAP4rev1 STARTTLS
      S: . OK listed
      C: . STARTTLS
      S: . OK begin
      TLS
    `);

    const { output } = await runPart('openssl', [
      ...['s_client', '-connect', `${played.host}:${played.port}`, '-starttls', 'imap'],
      ...['-servername', 'mail.example.test', '-brief'],
    ]);

    expect(output).toContain('Peer certificate: CN = mail.example.test');
    expect(await problemsOf(played)).toEqual([]);
  });
});
