import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { startPractice, type Practice } from '../../electron/node/practice/practice.ts';
import { createService } from '../../electron/node/service.ts';
import type { BatchEvent, BatchStart } from '../../shared/ipc/batch-calls.ts';
import type { BatchPush, CallName, Calls, Push } from '../../shared/ipc/contract.ts';
import { dispatch } from '../../shared/ipc/dispatch.ts';
import type { TypedAccount } from '../../shared/mail/account-fields.ts';
import { readCsv } from '../../shared/mail/csv.ts';
import { doorOf } from '../practice/doors.ts';
import { handingTo, type Asked } from './given-handing.ts';

// Nobody listens there (tcpmux, RFC 1078).
const DEAD = '127.0.0.1:1/implicit-tls';

let practice: Practice;
let imap: string;

beforeAll(async () => {
  practice = await startPractice({ date: () => new Date() });
  imap = `127.0.0.1:${doorOf(practice, 'imap', 'implicit-tls').port}/implicit-tls`;
  return () => practice.close();
});

function account(address: string, incoming: string, username = ''): TypedAccount {
  return { address, incoming, outgoing: '', username };
}

/** The engine as a window has it, and what it tells of batches. */
class Window {
  readonly pushes: Push[] = [];
  readonly asked: Asked[] = [];
  readonly folder: string;
  readonly #service;
  readonly #ends = new Map<string, () => void>();

  constructor(folder: string) {
    this.folder = folder;
    this.#service = createService({
      shell: 'electron',
      trustAnchors: practice.trustAnchors,
      handing: handingTo((name) => join(folder, name), this.asked),
      push: (push) => {
        this.pushes.push(push);
        if ('batchId' in push && push.event.type === 'batch-ended') this.#ends.get(push.batchId)?.();
      },
    });
  }

  close(): void {
    this.#service.close();
  }

  async call<N extends CallName>(name: N, args: Calls[N]['args']): Promise<Calls[N]['value']> {
    const envelope = await dispatch(this.#service.handlers, name, args);
    if (!envelope.ok) throw new Error(envelope.error);
    return envelope.value as Calls[typeof name]['value']; // the handler of that name has given it
  }

  async start(accounts: readonly TypedAccount[]): Promise<Extract<BatchStart, { kind: 'started' }>> {
    const start = await this.call('batch.start', { accounts });
    if (start.kind === 'refused') throw new Error(JSON.stringify(start.problems));
    return start;
  }

  /** Checks accounts to the end. */
  async check(accounts: readonly TypedAccount[]): Promise<Extract<BatchStart, { kind: 'started' }>> {
    const start = await this.start(accounts);
    await this.endOf(start.batchId);
    return start;
  }

  async endOf(batchId: string): Promise<void> {
    const isOver = this.eventsOf(batchId).some(({ type }) => type === 'batch-ended');
    if (!isOver) await new Promise<void>((resolve) => this.#ends.set(batchId, resolve));
  }

  eventsOf(batchId: string): readonly BatchEvent[] {
    return this.pushes
      .filter((push): push is BatchPush => 'batchId' in push && push.batchId === batchId)
      .map(({ event }) => event);
  }
}

describe('several accounts at once', () => {
  let window: Window;

  beforeEach(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'letterlock-batch-'));
    vi.stubEnv('LETTERLOCK_HOME', join(folder, 'data'));
    window = new Window(folder);
    onTestFinished(async () => {
      window.close();
      vi.unstubAllEnvs();
      await rm(folder, { recursive: true });
    });
  });

  it('are checked without a password, and each comes to a verdict of its own', async () => {
    const { batchId, runIds } = await window.check([
      account('ada@example.org', imap),
      account('bob@example.net', DEAD),
    ]);

    const results = new Map(
      window
        .eventsOf(batchId)
        .flatMap((event) => (event.type === 'run-ended' ? [[event.runId, event.result]] : [])),
    );
    expect(runIds.map((runId) => results.get(runId))).toMatchObject([
      { verdict: 'healthy', headline: { code: 'servers_healthy' } },
      { verdict: 'problems', headline: { severity: 'problem' } },
    ]);
    const report = await window.call('batch.report', { runId: runIds[0] ?? '' });
    expect(report.subject.address).toBe('a…@example.org');
    expect(report.signIns).toEqual([]);
  });

  it('are looked at once where they ask the same of the same servers', async () => {
    const { batchId, runIds } = await window.check([
      account('ada@example.org', imap),
      account('bob@example.org', imap, 'bob'),
      account('eve@example.net', imap),
    ]);

    expect(runIds[0]).toBe(runIds[1]);
    expect(runIds[2]).not.toBe(runIds[0]);
    expect(window.eventsOf(batchId).map(({ type }) => type)).toEqual([
      'run-ended',
      'run-ended',
      'batch-ended',
    ]);
  });

  it('tell little of what goes on', async () => {
    const many = Array.from({ length: 40 }, (_, at) => account(`ada@example${at}.org`, imap));

    await window.check(many);

    expect(window.pushes).toHaveLength(41);
    expect(Math.max(...window.pushes.map((push) => JSON.stringify(push).length))).toBeLessThan(1_000);
  });

  it('begin only when all of them can be read, and say of each what is wrong', async () => {
    const answer = await window.call('batch.start', {
      accounts: [account('ada@example.org', imap), account('bob', 'a:b:c'), account('eve@example.net', '')],
    });

    expect(answer).toMatchObject({
      kind: 'refused',
      problems: [
        {
          account: 1,
          problems: [
            { field: 'address', problem: { code: 'address_without_at' } },
            { field: 'incoming', problem: { code: 'endpoint_form_unknown' } },
          ],
        },
      ],
    });
    expect(window.pushes).toEqual([]);
  });

  it('are ended by their cancel: nothing more is begun, and what was looked at stays', async () => {
    const many = Array.from({ length: 60 }, (_, at) => account(`ada@example${at}.org`, imap));
    const { batchId } = await window.start(many);

    await window.call('batch.cancel', { batchId });
    await window.endOf(batchId);

    const ended = window.eventsOf(batchId).filter(({ type }) => type === 'run-ended');
    expect(ended.length).toBeLessThan(60);
    const saved = await window.call('batch.save', { batchId, language: 'en' });
    if (saved.kind !== 'saved') throw new Error(saved.kind);
    const text = await readFile(saved.path, 'utf8');
    expect(text.match(/"Not checked"/g) ?? []).toHaveLength(60 - ended.length);
  });

  it('go on beside a run, and are ended by the next list, whose reports take the place of theirs', async () => {
    const first = await window.start(
      Array.from({ length: 60 }, (_, at) => account(`ada@example${at}.org`, imap)),
    );
    await window.call('run.probe', { host: '127.0.0.1:1/implicit-tls' }).catch(() => null);
    expect(window.eventsOf(first.batchId)).not.toContainEqual({ type: 'batch-ended' });

    const second = await window.check([account('bob@example.net', DEAD)]);
    await window.endOf(first.batchId);

    expect(window.eventsOf(first.batchId).length).toBeLessThan(61);
    await expect(window.call('batch.report', { runId: first.runIds[0] ?? '' })).rejects.toThrow(
      'unknown-run',
    );
    await expect(window.call('batch.cancel', { batchId: first.batchId })).rejects.toThrow('unknown-run');
    await expect(window.call('batch.report', { runId: second.runIds[0] ?? '' })).resolves.toBeTruthy();
  });

  it('end with their window', async () => {
    const { batchId } = await window.start(
      Array.from({ length: 60 }, (_, at) => account(`ada@example${at}.org`, imap)),
    );

    window.close();
    await window.endOf(batchId);

    expect(window.eventsOf(batchId).length).toBeLessThan(61);
  });

  it('are written as CSV where the person says, in the order of the list, with the addresses as they were given', async () => {
    const { batchId } = await window.check([
      account('Bob@Example.net', DEAD),
      account('ada@example.org', imap),
    ]);

    const saved = await window.call('batch.save', { batchId, language: 'de' });

    if (saved.kind !== 'saved') throw new Error(saved.kind);
    expect(window.asked).toMatchObject([{ kind: 'file', form: 'table', language: 'de' }]);
    expect(saved.path).toMatch(/letterlock-\d{4}-\d\d-\d\d\.csv$/);
    const read = readCsv(await readFile(saved.path, 'utf8'));
    expect(read.kind === 'rows' ? read.rows.map(({ cells }) => cells.slice(0, 3)) : []).toEqual([
      ['Adresse', 'Domain', 'Ergebnis'],
      ['Bob@Example.net', 'example.net', 'Ein Problem wurde gefunden'],
      ['ada@example.org', 'example.org', 'Alles, was geprüft wurde, ist in Ordnung'],
    ]);
  });

  it('have reports that can be sent, also when many others were opened meanwhile', async () => {
    const { runIds } = await window.check(
      Array.from({ length: 8 }, (_, at) => account(`ada@example${at}.org`, imap)),
    );
    for (const runId of runIds) await window.call('batch.report', { runId });
    const [runId = ''] = runIds;
    const save = { runId, level: 'helpdesk', format: 'json', language: 'en' } as const;
    await expect(window.call('report.save', save)).rejects.toThrow('unknown-run');

    await window.call('batch.report', { runId });

    expect(await window.call('report.save', save)).toMatchObject({ kind: 'saved' });
  });
});

describe('what a window can ask of several accounts', () => {
  const good = account('ada@example.org', '');

  it.each<[string, unknown]>([
    ['nobody', { accounts: [] }],
    ['too many', { accounts: Array<unknown>(501).fill(good) }],
    ['a password', { accounts: [{ ...good, password: 'hunter2' }] }],
    ['consent to tell the address', { accounts: [{ ...good, tellsAddress: true }] }],
    ['the practice mailbox', { accounts: [{ ...good, isPractice: true }] }],
    ['no text', { accounts: [{ ...good, address: 7 }] }],
    ['too long a text', { accounts: [{ ...good, incoming: 'a'.repeat(1_001) }] }],
    ['something else', { accounts: 'ada@example.org' }],
  ])('is refused where it has %s', async (_what, args) => {
    const { guardArguments } = await import('../../shared/ipc/guards.ts');

    expect(guardArguments('batch.start', args)).toBeUndefined();
    expect(guardArguments('batch.start', { accounts: [good] })).toBeDefined();
  });
});
