import { expect, it, vi } from 'vitest';
import { startPractice } from '../../electron/node/practice/practice.ts';
import { faultsNamed } from '../practice/faults.ts';

const PATIENCE_MS = 5_000;

/** What listens in this process; Node names it for a while after it is closed. */
function listening(): readonly string[] {
  return process.getActiveResourcesInfo().filter((name) => /^TCPServer|^UDP/i.test(name));
}

it('leaves no port open when it is closed while a fault is being taken away', async () => {
  const before = listening();
  const practice = await startPractice({ date: () => new Date(), faults: faultsNamed('port-closed') });

  const change = practice.setFaults([]);
  await Promise.all([practice.close(), practice.close()]);
  await change;

  await vi.waitFor(() => expect(listening()).toEqual(before), PATIENCE_MS);
});

it('opens no port any more once it is closed, and says so', async () => {
  const before = listening();
  const practice = await startPractice({ date: () => new Date() });
  const whileOpen = listening();
  await practice.close();

  const isListening = await practice.setFaults([]);

  expect(isListening).toBe(false);
  expect(whileOpen.length).toBeGreaterThan(0);
  await vi.waitFor(() => expect(listening()).toEqual(before), PATIENCE_MS);
});
