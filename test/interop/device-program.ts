// Devices outside of the tests' own process: on Node, and inside Electron. It reads a `DeviceQuestion` as JSON from standard
// input, and prints the answers, one for each device or sign-in, in the same order.

import { createPrivateKey, sign, verify, X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import type { OtherCredential } from '../../electron/node/credential.ts';
import { examine } from '../../electron/node/doctor.ts';
import { DeviceKey } from '../../electron/node/keys/device-key.ts';
import { dovecotEntry, fingerprintsOf, pemInOne, pemPair, sec1Pem } from '../../electron/node/keys/forms.ts';
import { makeDevice, renewCertificate, type DeviceRequest } from '../../electron/node/keys/new-device.ts';
import { SYSTEM_NAMES } from '../../electron/node/net/resolve.ts';
import type { Device, Fingerprints } from '../../shared/mail/device.ts';
import { parseEndpoint, type ConnectionSecurity, type Protocol } from '../../shared/mail/endpoint.ts';
import { givenPassword, surroundings } from '../surroundings.ts';

/** What it is asked. */
export type DeviceQuestion =
  | { readonly kind: 'make'; readonly requests: readonly Omit<DeviceRequest, 'now' | 'programs'>[] }
  | { readonly kind: 'renew'; readonly devices: readonly DeviceForms[] }
  | { readonly kind: 'open'; readonly devices: readonly DeviceForms[] }
  | { readonly kind: 'sign-in'; readonly tries: readonly DeviceSignIn[] };

/** A device in all the forms that there are of it. */
export interface DeviceForms {
  readonly device: Device;
  readonly certificatePem: string;
  readonly keyPem: string;
  readonly inOne: string;
  readonly sec1: string | null;
  readonly entry: string;
  readonly fingerprints: Fingerprints;
}

/** Which forms of a device were opened, and did what they are for. */
export interface Opened {
  readonly isPair: boolean;
  readonly isOne: boolean;
  readonly isSec1: boolean | null;
  readonly isEntry: boolean;
  readonly isUsedByTls: boolean;
  readonly fingerprint: string;
}

/** One run with the key of a device. */
export interface DeviceSignIn {
  readonly device: DeviceForms;
  readonly username: string;
  readonly ca: string;
  readonly host: string;
  readonly doors: readonly {
    readonly protocol: Protocol;
    readonly port: number;
    readonly connectionSecurity: ConnectionSecurity;
  }[];
}

/** What came of it: one outcome for each sign-in. */
export interface DeviceSignedIn {
  readonly signIns: readonly string[];
  readonly findings: readonly string[];
}

const CHALLENGE = Buffer.from('a challenge');

async function make(request: Omit<DeviceRequest, 'now' | 'programs'>): Promise<DeviceForms> {
  const { device, key } = await makeDevice({ ...request, programs: ['curl'], now: new Date() });
  return {
    device,
    ...pemPair(device, key),
    inOne: pemInOne(device, key),
    sec1: sec1Pem(device, key),
    entry: dovecotEntry(device),
    fingerprints: fingerprintsOf(device),
  };
}

function renew(old: DeviceForms): DeviceForms {
  const key = createPrivateKey(old.keyPem);
  const device = renewCertificate(old.device, key, new Date());
  const inOne = pemInOne(device, key);
  return { ...old, device, ...pemPair(device, key), inOne, entry: dovecotEntry(device) };
}

function open({ certificatePem, keyPem, inOne, sec1, entry }: DeviceForms): Opened {
  const certificate = new X509Certificate(certificatePem);
  const fits = (pem: string): boolean => {
    const key = createPrivateKey(pem);
    const digest = key.asymmetricKeyType === 'ed25519' ? null : 'sha256';
    const signature = sign(digest, CHALLENGE, key);
    return certificate.checkPrivateKey(key) && verify(digest, CHALLENGE, certificate.publicKey, signature);
  };
  return {
    isPair: fits(keyPem),
    isOne: fits(inOne) && new X509Certificate(inOne).raw.equals(certificate.raw),
    isSec1: sec1 === null ? null : fits(sec1),
    isEntry: new X509Certificate(entry).raw.equals(certificate.raw),
    isUsedByTls: [keyPem, inOne, sec1 ?? keyPem].every((key) => isUsable(certificatePem, key)),
    fingerprint: certificate.fingerprint256,
  };
}

function isUsable(cert: string, key: string): boolean {
  try {
    return createSecureContext({ cert, key }).context !== undefined;
  } catch {
    return false; // they do not belong together
  }
}

async function signIn({ device, username, ca, host, doors }: DeviceSignIn): Promise<DeviceSignedIn> {
  const endpoints = doors.map(({ protocol, port, connectionSecurity }) => {
    const endpoint = parseEndpoint(protocol, `${host}:${port}/${connectionSecurity}`);
    if (!endpoint.ok) throw new RangeError('that is no endpoint');
    return endpoint.value;
  });
  const report = await examine(
    {
      address: null,
      username,
      endpoints,
      guessed: [],
      search: null,
      isThorough: false,
      mechanism: null,
      credential: credentialOf(device),
      trustAnchors: [ca],
      systemAnchors: [],
      names: SYSTEM_NAMES,
      timeoutMs: null,
    },
    surroundings({ askPassword: async () => givenPassword(null) }),
  );
  return {
    signIns: report.signIns.map(
      ({ mechanism, outcome, key }) =>
        `${mechanism ?? 'none'} ${outcome}${key?.isShown === true ? ', shown' : ''}`,
    ),
    findings: report.findings.map(({ code }) => code),
  };
}

function credentialOf({ certificatePem, keyPem }: DeviceForms): OtherCredential {
  const der = createPrivateKey(keyPem).export({ type: 'pkcs8', format: 'der' });
  const key = DeviceKey.among([der], [new X509Certificate(certificatePem).raw]);
  if (!(key instanceof DeviceKey)) throw new RangeError(`not a key with its certificate: ${key}`);
  return { kind: 'key', key };
}

async function answer(question: DeviceQuestion): Promise<readonly unknown[]> {
  switch (question.kind) {
    case 'make':
      return Promise.all(question.requests.map(make));
    case 'renew':
      return question.devices.map(renew);
    case 'open':
      return question.devices.map(open);
    case 'sign-in':
      return Promise.all(question.tries.map(signIn));
  }
}

const input: Buffer[] = [];
for await (const chunk of process.stdin) input.push(chunk as Buffer); // standard input has no encoding set
const question = JSON.parse(Buffer.concat(input).toString()) as DeviceQuestion; // the test writes it
process.stdout.write(`${JSON.stringify(await answer(question))}\n`);
