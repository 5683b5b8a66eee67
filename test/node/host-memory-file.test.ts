import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { decodeHostMemory, encodeHostMemory } from '../../electron/node/memory/host-memory-document.ts';
import { HostMemoryFile } from '../../electron/node/memory/host-memory-file.ts';
import { EMPTY_MEMORY, MOST_HOSTS, type HostMemory } from '../../shared/policy/host-memory.ts';
import { remember } from '../../shared/policy/remember.ts';
import { bundle, start } from '../interop/programs.ts';
import {
  certificate,
  endpoint,
  handshake,
  IMAP,
  IMAPS,
  listed,
  seenAt,
  starttls,
} from '../shared/policy/offers.ts';

const LIMIT_BYTES = 1024 * 1024;
const NOW = new Date('2026-11-22T10:00:00Z');

const SEEN = [
  ...seenAt(IMAPS, [handshake(), listed('SCRAM-SHA-256-PLUS', 'SCRAM-SHA-256', 'PLAIN')]),
  ...seenAt(IMAP, [starttls('agreed'), handshake({ version: 'TLSv1.2' }), listed('SCRAM-SHA-1')]),
];
const MEMORY = remember(EMPTY_MEMORY, SEEN, NOW);
const BYTES = encodeHostMemory(MEMORY, LIMIT_BYTES);
const learn = (memory: HostMemory): HostMemory => remember(memory, SEEN, NOW);

let parent = '';
let folder = '';
let path = '';
let file: HostMemoryFile;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'letterlock-memory-'));
  folder = join(parent, 'data');
  path = join(folder, 'hosts.json');
  file = new HostMemoryFile(folder);
});
afterEach(async () => {
  await rm(parent, { recursive: true });
});

/** Puts these bytes where the memory is. */
async function plant(bytes: Uint8Array | string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(path, bytes);
}

/** A memory as a version of tomorrow might write it, whole. */
function sealed(content: object): string {
  const sha256 = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  return `${JSON.stringify({ ...content, sha256 }, null, 2)}\n`;
}

describe('the memory as a file', () => {
  it('is made when there is something to remember, for its owner only, whatever the umask', async () => {
    const before = process.umask(0);

    const updated = await file.update(learn).finally(() => process.umask(before));

    expect(updated).toEqual({ path, kind: 'written', setAside: null });
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['hosts.json']);
    expect(await file.read()).toEqual({ path, kind: 'read', memory: MEMORY });
  });

  it('is empty where there is none, and reading makes none', async () => {
    expect(await file.read()).toEqual({ path, kind: 'absent', memory: EMPTY_MEMORY });
    expect(await readdir(parent)).toEqual([]);
  });

  it('is not made for nothing', async () => {
    expect(await file.update((memory) => memory)).toEqual({ path, kind: 'unchanged' });
    expect(await readdir(parent)).toEqual([]);
  });

  it('is not written again where nothing is new', async () => {
    await file.update(learn);
    const before = await stat(path);

    expect(await file.update(learn)).toEqual({ path, kind: 'unchanged' });
    expect((await stat(path)).ino).toBe(before.ino);
  });

  it('is changed as it is on the disk, whatever was read before', async () => {
    const other = endpoint('smtp.example.org', 'submission');
    await file.read();
    await new HostMemoryFile(folder).update(learn);

    await file.update((memory) => remember(memory, seenAt(other, [starttls('agreed'), handshake()]), NOW));

    const { memory } = await file.read();
    expect(memory.hosts.map((host) => host.endpoint.host)).toEqual([IMAPS.host, IMAP.host, other.host]);
  });

  it('says nothing of a person', async () => {
    const canary = 'Grace-Canary-4711';
    const told = seenAt(IMAPS, [
      ...SEEN.map(({ id: _, ...facts }) => facts),
      { kind: 'greeting', outcome: 'ready', service: 'imap', words: { text: canary } },
      {
        kind: 'sign-in',
        mechanism: canary,
        channelBinding: canary,
        sendsSecret: false,
        outcome: 'rejected',
        serverVerified: false,
        refusal: null,
        failure: null,
        scramError: canary,
        iterationCount: null,
        words: { text: canary, responseCode: canary },
      },
    ]);

    await file.update((memory) => remember(memory, told, NOW));

    expect(await readFile(path, 'utf8')).not.toContain(canary);
  });
});

describe('a memory file that is broken', () => {
  it('is noticed wherever it ends', () => {
    for (let length = 0; length < BYTES.length; length += 1) {
      expect(decodeHostMemory(BYTES.subarray(0, length)), `${length} bytes`).toEqual({ kind: 'damaged' });
    }
  });

  it('is noticed whichever bit is another', () => {
    for (let bit = 0; bit < BYTES.length * 8; bit += 1) {
      const flipped = BYTES.slice();
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      expect(decodeHostMemory(flipped), `bit ${bit}`).toEqual({ kind: 'damaged' });
    }
  });

  it.each([
    ['is empty', ''],
    ['is not JSON', 'hosts'],
    ['is not UTF-8', Buffer.from([0xff, 0xfe])],
    ['is nested without end', '['.repeat(400_000)],
    ['is something else', sealed({ format: 'letterlock-report', version: 1, hosts: [] })],
    ['has something behind it', `${Buffer.from(BYTES).toString()} `],
    ['has hosts that are none', sealed({ format: 'letterlock-host-memory', version: 1, hosts: [{}] })],
    ['has no version', sealed({ format: 'letterlock-host-memory', hosts: [] })],
    ['is too large', ' '.repeat(LIMIT_BYTES + 1)],
  ])('is noticed where it %s, kept aside, and begun anew', async (_, broken) => {
    await plant(broken);

    expect(await file.read()).toEqual({ path, kind: 'damaged', memory: EMPTY_MEMORY });
    const updated = await file.update(learn);

    const setAside = updated.kind === 'written' ? updated.setAside : null;
    expect(await readFile(setAside!)).toEqual(Buffer.from(broken));
    expect(await file.read()).toEqual({ path, kind: 'read', memory: MEMORY });
    expect(await readdir(folder)).toHaveLength(2);
  });

  it('is kept aside even where there is nothing new to remember', async () => {
    await plant('broken');

    expect(await file.update((memory) => memory)).toMatchObject({ kind: 'written' });
    expect(await file.read()).toMatchObject({ kind: 'read', memory: EMPTY_MEMORY });
  });
});

describe('a memory file that is not ours to change', () => {
  it('can be of a newer version, and is left alone', async () => {
    const newer = sealed({ format: 'letterlock-host-memory', version: 2, machines: { a: [1, 2] } });
    await plant(newer);

    expect(await file.read()).toEqual({ path, kind: 'newer', version: 2, memory: EMPTY_MEMORY });
    expect(await file.update(learn)).toEqual({ path, kind: 'newer', version: 2 });
    expect(await readFile(path, 'utf8')).toBe(newer);
    expect(await readdir(folder)).toEqual(['hosts.json']);
  });

  it('can be a link, and what it leads to is left alone', async () => {
    await mkdir(folder, { mode: 0o700 });
    await writeFile(join(parent, 'victim'), BYTES);
    await symlink('../victim', path);

    expect(await file.read()).toEqual({ path, kind: 'unusable', detail: 'not-a-file', memory: EMPTY_MEMORY });
    expect(await file.update((memory) => ({ ...memory, hosts: MEMORY.hosts.slice(1) }))).toEqual({
      path,
      kind: 'unusable',
      detail: 'not-a-file',
    });
    expect(await readFile(join(parent, 'victim'))).toEqual(Buffer.from(BYTES));
  });

  it('can be in a folder that others can write in, and is then not believed', async () => {
    await plant(BYTES);
    await chmod(folder, 0o777);

    const unusable = { path, kind: 'unusable', detail: 'open-to-others' };
    expect(await file.read()).toEqual({ ...unusable, memory: EMPTY_MEMORY });
    expect(await file.update((memory) => ({ ...memory, hosts: MEMORY.hosts }))).toEqual(unusable);
  });
});

describe('the document', () => {
  it('is what it was after it was written and read, whatever an issuer is called', () => {
    const name = fc.string({ unit: fc.constantFrom(...'aZ ,\\+"<>;=`{}é字😀') });
    fc.assert(
      fc.property(name, fc.integer({ min: 1, max: 65535 }), (issuer, port) => {
        const at = endpoint(`imap.example.org:${port}`);
        const facts = [handshake({ chain: [certificate(`CN=x, O=${issuer}`, 'c')] }), listed('CRAM-MD5')];
        const memory = remember(MEMORY, seenAt(at, facts), NOW);

        expect(decodeHostMemory(encodeHostMemory(memory, LIMIT_BYTES))).toEqual({ kind: 'memory', memory });
      }),
    );
  });

  it('has room for every host with the longest name, and forgets the first ones where it has not', () => {
    const label = 'x'.repeat(63);
    const [host] = MEMORY.hosts;
    const hosts = Array.from({ length: MOST_HOSTS }, (_, at) => ({
      ...host!,
      endpoint: endpoint(`${label}.${label}.${label}.h${at}.example`),
      certificates: ['1', '2', '3'].map((key) => ({
        ...host!.certificates[0]!,
        issuer: '字'.repeat(64),
        spkiFingerprint: key.repeat(64),
      })),
    }));

    const decoded = decodeHostMemory(encodeHostMemory({ version: 1, hosts }, LIMIT_BYTES));
    const small = decodeHostMemory(encodeHostMemory({ version: 1, hosts }, LIMIT_BYTES / 4));

    const left = decoded.kind === 'memory' ? decoded.memory.hosts : [];
    expect(left.length).toBeGreaterThan(MOST_HOSTS / 2);
    expect(left).toEqual(hosts.slice(-left.length));
    expect(small.kind === 'memory' && small.memory.hosts.at(-1)).toEqual(hosts.at(-1));
  });

  it('makes what a person is shown safe again', () => {
    const evil = JSON.parse(JSON.stringify(MEMORY)) as { hosts: { certificates: { issuer: string }[] }[] };
    evil.hosts[0]!.certificates[0]!.issuer = `\u001b]0;x\u0007\u202e${'y'.repeat(500)}`;
    const text = sealed({ format: 'letterlock-host-memory', ...(evil as object) });

    const decoded = decodeHostMemory(new TextEncoder().encode(text));

    const issuer = decoded.kind === 'memory' ? decoded.memory.hosts[0]!.certificates[0]!.issuer : '';
    expect(issuer).toMatch(/^\\u\{1b\}\]0;x\\u\{7\}\\u\{202e\}y+$/);
    expect(issuer).toHaveLength(64);
  });
});

describe('several instances', () => {
  let program = '';
  beforeAll(async () => {
    program = await bundle('../node/host-memory-program');
  });

  it('that write at once lose nothing of each other', async () => {
    const children = ['a', 'b', 'c'].map((prefix) => start(program, 'node', [folder, prefix, '20']));

    await Promise.all(children.map((child) => once(child, 'close')));

    const names = (await file.read()).memory.hosts.map(({ endpoint: { host } }) => host as string);
    const wanted = ['a', 'b', 'c'].flatMap((prefix) =>
      Array.from({ length: 20 }, (_, at) => `${prefix}${at}.example.org`),
    );
    expect(names.toSorted()).toEqual(wanted.toSorted());
    expect(await readdir(folder)).toEqual(['hosts.json']);
  });
});
