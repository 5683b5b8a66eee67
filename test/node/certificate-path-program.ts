// Chains of certificates followed outside of the tests' own process: on Node, and inside Electron. It reads lists of PEM
// certificates as JSON from standard input, the trust anchors first, and prints what becomes of each chain.

import { Anchors } from '../../electron/node/net/anchors.ts';
import { followPath } from '../../electron/node/net/certificate-path.ts';
import { derOfPem } from '../../electron/node/net/pem.ts';

const input: Buffer[] = [];
for await (const chunk of process.stdin) input.push(chunk as Buffer); // standard input has no encoding set
const [trusted = [], ...chains] = JSON.parse(Buffer.concat(input).toString()) as readonly string[][];
const anchors = new Anchors(trusted, []);
const paths = chains.map((chain) => followPath(chain.map(derOfPem), anchors));
process.stdout.write(`${JSON.stringify(paths)}\n`);
