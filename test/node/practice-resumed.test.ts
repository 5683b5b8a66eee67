import { once } from 'node:events';
import { connect, type TLSSocket } from 'node:tls';
import { expect, it, onTestFinished } from 'vitest';
import { startPractice } from '../../electron/node/practice/practice.ts';
import { doorOf } from '../practice/doors.ts';

it('lets a mail program resume its TLS session, as those do that come back often', async () => {
  const practice = await startPractice({ date: () => new Date() });
  onTestFinished(() => practice.close());
  const door = doorOf(practice, 'imap', 'implicit-tls');
  const visit = (session?: Buffer): TLSSocket => {
    const usual = { port: door.port, host: '127.0.0.1', ca: practice.caPem, servername: 'localhost' };
    const tls = connect(session === undefined ? usual : { ...usual, session });
    onTestFinished(() => {
      tls.destroy();
    });
    return tls;
  };
  const first = visit();
  const told = once(first, 'session');
  await once(first, 'data');
  const [session] = (await told) as [Buffer]; // what the event comes with

  const second = visit(session);
  const [greeting] = (await once(second, 'data')) as [Buffer]; // the same

  expect([first.isSessionReused(), second.isSessionReused()]).toEqual([false, true]);
  expect(greeting.toString()).toMatch(/^\* OK /);
});
