import {
  AUTHORITATIVE_ANSWER,
  decode,
  encode,
  RECURSION_DESIRED,
  TRUNCATED_RESPONSE,
  type Answer,
  type DecodedPacket,
  type Packet,
  type Question,
  type StringAnswer,
} from 'dns-packet';
import type { DnsManner } from './behaviour.ts';
import { DOMAINS } from './places.ts';
import type { Zone, ZoneRecord } from './zone.ts';

/** What an answer depends on besides the question. */
export interface AnswerContext {
  readonly zone: Zone;
  readonly manner: DnsManner;
  readonly transport: 'udp' | 'tcp';
}

const HEADER_BYTES = 12;
/** No question is longer. More could be made to cost the decoder seconds: names that point to names that point. */
export const QUERY_LIMIT_BYTES = 1_232;
/** RFC 1035 §4.2.1, where the client does not say that it takes more (RFC 6891 §6.2.3). */
const UDP_LIMIT_BYTES = 512;
const RESPONSE_FLAG = 0x8000;
const OPCODE_MASK = 0x7800;
// RFC 1035 §4.1.1, RCODE.
const FORMAT_ERROR = 1;
const SERVER_FAILURE = 2;
const NO_SUCH_NAME = 3;
const NOT_IMPLEMENTED = 4;
const REFUSED = 5;
const NO_ERROR = 0;
// Printable ASCII in labels of 1 to 63 octets. Anything else would not be the same name after decoding and encoding.
const NAME = /^(\.|[!-\-/-~]{1,63}(\.[!-\-/-~]{1,63})*)$/;

/**
 * The answer of an authoritative server to the bytes of one message, or null where there is none: to what is no question
 * at all, and where the manner is silence.
 *
 * It answers for the practice domains. Every other name does not exist: nothing is ever forwarded. Whoever asks has one
 * question (as RFC 9619 demands), in plain ASCII, of class IN.
 */
export function answerDns(bytes: Buffer, context: AnswerContext): Buffer | null {
  if (bytes.length < HEADER_BYTES || context.manner === 'silent') return null;
  const flags = bytes.readUInt16BE(2);
  // An answer is never answered: two servers could go on with that for ever.
  if ((flags & RESPONSE_FLAG) !== 0) return null;
  if ((flags & OPCODE_MASK) !== 0) return bareAnswer(bytes, NOT_IMPLEMENTED);
  const query = readQuery(bytes);
  if (query === null) return bareAnswer(bytes, FORMAT_ERROR);
  return respond(query, context);
}

interface Query {
  readonly packet: DecodedPacket;
  readonly question: Question;
}

function readQuery(bytes: Buffer): Query | null {
  const [questions, answers, authorities, additionals] = [4, 6, 8, 10].map((at) => bytes.readUInt16BE(at));
  if (bytes.length > QUERY_LIMIT_BYTES || questions !== 1) return null;
  // The one additional record of a question is OPT (RFC 6891 §6.1.1).
  if (answers !== 0 || authorities !== 0 || (additionals ?? 0) > 1) return null;
  const packet = decodeOrNull(bytes);
  const question = packet?.questions?.[0];
  if (packet === null || question === undefined || !NAME.test(question.name)) return null;
  return { packet, question };
}

function decodeOrNull(bytes: Buffer): DecodedPacket | null {
  try {
    return decode(bytes);
  } catch {
    return null; // the library throws for every message that breaks off or points nowhere; there is no more to learn
  }
}

function respond(query: Query, { zone, manner, transport }: AnswerContext): Buffer {
  if (manner === 'servfail') return encodeAnswer(query, { rcode: SERVER_FAILURE });
  if (query.question.class !== 'IN') return encodeAnswer(query, { rcode: REFUSED });
  if (transport === 'udp' && manner.startsWith('truncated')) return truncated(query);
  const whole = encodeAnswer(query, lookUp(query.question, zone));
  return transport === 'udp' && whole.length > udpLimitOf(query) ? truncated(query) : whole;
}

function truncated(query: Query): Buffer {
  return encodeAnswer(query, { rcode: NO_ERROR, flags: TRUNCATED_RESPONSE });
}

function udpLimitOf({ packet }: Query): number {
  const opt = packet.additionals?.find((record) => record.type === 'OPT');
  return Math.min(Math.max(opt?.udpPayloadSize ?? 0, UDP_LIMIT_BYTES), QUERY_LIMIT_BYTES);
}

interface Found {
  readonly rcode: number;
  readonly flags?: number;
  readonly answers?: readonly Answer[];
  readonly authorities?: readonly Answer[];
}

/** RFC 1034 §4.3.2: follows aliases within what it knows, each of them once. */
function lookUp({ name, type }: Question, zone: Zone): Found {
  const answers: Answer[] = [];
  const seen = new Set<string>();
  let owner = name.toLowerCase();
  while (!seen.has(owner)) {
    seen.add(owner);
    const records = recordsAt(owner, zone);
    // The first name is repeated in the letters that the client chose: some check them.
    const asked = answers.length === 0 ? name : owner;
    const alias = records.find(isAlias);
    if (alias === undefined || type === 'CNAME') {
      const wanted = records.filter((record) => isWanted(record, type));
      answers.push(...wanted.map((record) => ({ ...record, name: asked })));
      const exists = records.length > 0 || hasNamesBelow(owner, zone);
      return { rcode: exists ? NO_ERROR : NO_SUCH_NAME, answers, authorities: startOf(owner, wanted) };
    }
    answers.push({ ...alias, name: asked });
    owner = alias.data;
  }
  return { rcode: NO_ERROR, answers };
}

function recordsAt(owner: string, { records, addressOfUnknown }: Zone): readonly ZoneRecord[] {
  const known = records.filter(({ name }) => name === owner);
  if (known.length > 0 || addressOfUnknown === null) return known;
  return [{ type: 'A', name: owner, data: addressOfUnknown }];
}

function isAlias(record: ZoneRecord): record is StringAnswer {
  return record.type === 'CNAME';
}

function isWanted(record: ZoneRecord, type: string): boolean {
  return type === 'ANY' || record.type === type;
}

/** RFC 8020 §2: a name below which there are names exists itself. */
function hasNamesBelow(owner: string, { records }: Zone): boolean {
  return records.some(({ name }) => name.endsWith(`.${owner}`));
}

/** RFC 2308 §2: an answer without the wanted record carries the zone's SOA; 0 says that it is not to be kept. */
function startOf(owner: string, wanted: readonly ZoneRecord[]): readonly Answer[] {
  const domain = DOMAINS.find((known) => owner === known || owner.endsWith(`.${known}`));
  if (wanted.length > 0 || domain === undefined) return [];
  const data = { mname: domain, rname: `hostmaster.${domain}`, serial: 1, refresh: 0, retry: 0, minimum: 0 };
  return [{ type: 'SOA', name: domain, data }];
}

function encodeAnswer({ packet, question }: Query, found: Found): Buffer {
  const flags = packet.flag_rd ? RECURSION_DESIRED : 0;
  const hasOpt = packet.additionals?.some((record) => record.type === 'OPT') === true;
  const answer: Packet = {
    type: 'response',
    ...(packet.id === undefined ? {} : { id: packet.id }),
    flags: AUTHORITATIVE_ANSWER | flags | (found.flags ?? 0) | found.rcode,
    questions: [question],
    answers: [...(found.answers ?? [])],
    authorities: [...(found.authorities ?? [])],
    additionals: hasOpt ? [OPT] : [],
  };
  return encode(answer);
}

// RFC 6891 §6.1.1: a question with OPT is answered with OPT.
const OPT: Answer = {
  type: 'OPT',
  name: '.',
  udpPayloadSize: QUERY_LIMIT_BYTES,
  extendedRcode: 0,
  ednsVersion: 0,
  flags: 0,
  flag_do: false,
  options: [],
};

/** An answer without the question, which could not be read: its number and an error. */
function bareAnswer(bytes: Buffer, rcode: number): Buffer {
  return encode({ type: 'response', id: bytes.readUInt16BE(0), flags: rcode });
}
