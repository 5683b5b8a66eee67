import { isSameEndpoint } from '../mail/endpoint.ts';
import type { Hostname } from '../mail/hostname.ts';
import { autoconfigFile, type ProviderNames } from './autoconfig-file.ts';
import { autodiscoverFile } from './autodiscover-file.ts';
import { paccDigestRecord, paccFile, type PaccProblem } from './pacc-file.ts';
import { programsAsking, type ProgramId } from './programs.ts';
import type { AdvisedServer } from './servers.ts';
import type { Standard, StandardSeen, StandardState } from './standards.ts';
import { srvLines, txtLine } from './zone.ts';

/** Something to publish. */
export type BlockId = 'srv' | 'srv-not-offered' | 'autoconfig' | 'pacc' | 'pacc-digest' | 'autodiscover';

/** Whether the domain says this already. */
export type BlockState =
  /** It says something else. */
  | 'different'
  /** Something is there that no program can or should use. */
  | 'unusable'
  | 'missing'
  /** Nobody answered. */
  | 'unknown'
  | 'same';

/** A text to publish, as it is. */
export interface Block {
  readonly id: BlockId;
  readonly state: BlockState;
  /** Addresses that it is to be found at (all of them work); none for records, which go into the zone of the domain. */
  readonly at: readonly string[];
  /** With a line break at the end of every line, the last one, too. */
  readonly text: string;
  /** The programs that ask for it. */
  readonly helps: readonly ProgramId[];
}

/** What there is to publish, what to change first before the rest, and why there is no PACC document among it. */
export interface Blocks {
  readonly blocks: readonly Block[];
  readonly paccProblem: PaccProblem | null;
}

/** What blocks are made of. */
export interface BlockContext {
  readonly domain: Hostname;
  readonly names: ProviderNames;
  readonly standards: readonly StandardSeen[];
  /** SHA-256 in base64 with padding. */
  readonly sha256Base64: (bytes: Uint8Array) => string;
}

// What contradicts itself is put right before more is said.
const STATES: readonly BlockState[] = ['different', 'unusable', 'missing', 'unknown', 'same'];

/** Where no server is named. */
const SILENT_STATES: Readonly<Record<StandardState, BlockState>> = {
  found: 'missing',
  'not-offered': 'different',
  unusable: 'unusable',
  unanswered: 'unknown',
  absent: 'missing',
};

/** Everything that a domain with these servers can publish. None without servers. */
export function blocksFor(servers: readonly AdvisedServer[], context: BlockContext): Blocks {
  const { names } = context;
  const pacc = paccFile(servers, names);
  const blocks = [
    ...srvBlocks(servers, context),
    autoconfigBlock(servers, context),
    ...(pacc.ok ? paccBlocks(pacc.text, servers, context) : []),
    autodiscoverBlock(servers, context),
  ];
  return {
    blocks: blocks.toSorted((left, right) => STATES.indexOf(left.state) - STATES.indexOf(right.state)),
    paccProblem: pacc.ok ? null : pacc.problem,
  };
}

function srvBlocks(servers: readonly AdvisedServer[], context: BlockContext): readonly Block[] {
  const { domain, standards } = context;
  const { offered, notOffered, notOfferedLabels } = srvLines(domain, servers);
  // A server with implicit TLS has no record where its protocol has no label for that, as ManageSieve.
  const told = servers.filter(
    ({ protocol, endpoint }) => protocol !== 'managesieve' || endpoint.connectionSecurity === 'starttls',
  );
  const block = (id: BlockId, lines: readonly string[], state: BlockState): Block => ({
    id,
    state,
    at: [],
    text: linesToText(lines),
    helps: programsAsking(['srv']),
  });
  return [
    block('srv', offered, stateIn(['srv', 'srv-sieve'], told, standards)),
    ...(notOffered.length === 0
      ? []
      : [block('srv-not-offered', notOffered, refusalState(notOfferedLabels, standards))]),
  ];
}

function refusalState(labels: readonly string[], standards: readonly StandardSeen[]): BlockState {
  const said = new Set(standards.flatMap(({ notOffered }) => notOffered));
  if (labels.every((label) => said.has(label))) return 'same';
  const isSilent = standards.some(({ standard, state }) => standard === 'srv' && state === 'unanswered');
  return isSilent ? 'unknown' : 'missing';
}

function autoconfigBlock(
  servers: readonly AdvisedServer[],
  { domain, names, standards }: BlockContext,
): Block {
  const own: readonly Standard[] = ['autoconfig', 'autoconfig-well-known'];
  return {
    id: 'autoconfig',
    state: eachStateIn(own, servers, standards),
    at: [
      `https://autoconfig.${domain}/mail/config-v1.1.xml`,
      `https://${domain}/.well-known/autoconfig/mail/config-v1.1.xml`,
    ],
    text: autoconfigFile(domain, servers, names),
    helps: programsAsking(own),
  };
}

function paccBlocks(
  text: string,
  servers: readonly AdvisedServer[],
  { domain, standards, sha256Base64 }: BlockContext,
): readonly Block[] {
  const told = servers.filter(({ protocol }) => protocol !== 'managesieve');
  const rest = { state: stateIn(['pacc'], told, standards), helps: programsAsking(['pacc']) };
  const digest = paccDigestRecord(domain, sha256Base64(new TextEncoder().encode(text)));
  return [
    {
      id: 'pacc',
      at: [`https://ua-auto-config.${domain}/.well-known/user-agent-configuration.json`],
      text,
      ...rest,
    },
    { id: 'pacc-digest', at: [], text: linesToText([txtLine(digest.name, digest.text)]), ...rest },
  ];
}

function autodiscoverBlock(servers: readonly AdvisedServer[], { domain, standards }: BlockContext): Block {
  const told = servers.filter(({ protocol }) => protocol !== 'managesieve');
  return {
    id: 'autodiscover',
    state: stateIn(['autodiscover'], told, standards),
    at: [
      `https://autodiscover.${domain}/autodiscover/autodiscover.xml`,
      `https://${domain}/autodiscover/autodiscover.xml`,
    ],
    text: autodiscoverFile(told),
    helps: programsAsking(['autodiscover']),
  };
}

/** Of a file with several addresses: wherever it is wrong it has to change; otherwise one of them is enough. */
function eachStateIn(
  own: readonly Standard[],
  servers: readonly AdvisedServer[],
  standards: readonly StandardSeen[],
): BlockState {
  const states = own.map((standard) => stateIn([standard], servers, standards));
  const first: readonly BlockState[] = ['different', 'unusable', 'same', 'unknown'];
  return first.find((state) => states.includes(state)) ?? 'missing';
}

/** What the first server of each protocol is there, compared with this one: it is what programs take. */
function stateIn(
  own: readonly Standard[],
  servers: readonly AdvisedServer[],
  standards: readonly StandardSeen[],
): BlockState {
  const seen = standards.filter(({ standard }) => own.includes(standard));
  const said = seen.flatMap(({ servers: of }) => of);
  if (said.length === 0) return SILENT_STATES[seen.map(({ state }) => state).find(isTelling) ?? 'absent'];
  const isSame = servers.every(({ protocol, endpoint, username }) => {
    const first = said.find((one) => one.endpoint.protocol === protocol);
    if (first === undefined || !isSameEndpoint(first.endpoint, endpoint)) return false;
    return first.username === null || first.username === username;
  });
  return isSame ? 'same' : 'different';
}

function isTelling(state: StandardState): boolean {
  return SILENT_STATES[state] !== 'missing';
}

function linesToText(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}
