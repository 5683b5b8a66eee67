import type { IncomingMessage, ServerResponse } from 'node:http';
import { dispatch, type Handlers } from '../../shared/ipc/dispatch.ts';
import { CALL_LIMIT, parseCall } from '../node/call-text.ts';
import { securityHeaders } from '../node/content-security-policy.ts';
import { readBody } from '../node/http/read-body.ts';
import type { RendererFile, RendererFiles } from '../node/renderer-files.ts';
import type { EventStreams } from './event-streams.ts';
import { isForUs, refusalOfCall, type Gate } from './request-checks.ts';

/** What requests are answered with. */
export interface House {
  readonly gate: Gate;
  readonly files: RendererFiles;
  readonly handlers: Handlers;
  readonly streams: EventStreams;
}

/** Answers one request: a file to anybody on this machine, a call or a stream of events to our own page only. */
export async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  house: House,
): Promise<void> {
  const file = fileFor(request, house.files);
  for (const [name, value] of Object.entries(securityHeaders("'self'", file)))
    response.setHeader(name, value);
  response.setHeader('Cache-Control', 'no-store'); // what was shown here is not kept by the browser
  if (!isForUs(request, house.gate)) {
    refuse(response, 403);
    return;
  }
  if (request.url === '/api/call') return answerPost(request, response, house, answerCall);
  if (request.url === '/api/events') return answerPost(request, response, house, openStream);
  answerFile(request, response, file);
}

/** The target is compared as it came: `..`, `%2f` and `%00` are in no file's name. */
function fileFor({ url = '' }: IncomingMessage, files: RendererFiles): RendererFile | undefined {
  return files.get(url === '/' ? 'index.html' : url.slice(1));
}

function answerFile(
  request: IncomingMessage,
  response: ServerResponse,
  file: RendererFile | undefined,
): void {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuseMethod(response, 'GET, HEAD');
  if (file === undefined) return refuse(response, 404);
  response.writeHead(200, { 'Content-Type': file.type, 'Content-Length': file.bytes.length });
  response.end(request.method === 'GET' ? file.bytes : undefined);
}

async function answerPost(
  request: IncomingMessage,
  response: ServerResponse,
  house: House,
  accept: (body: string, response: ServerResponse, house: House) => void | Promise<void>,
): Promise<void> {
  if (request.method !== 'POST') {
    refuseMethod(response, 'POST');
    return;
  }
  const refusal = refusalOfCall(request, house.gate);
  if (refusal !== undefined) {
    refuse(response, refusal);
    return;
  }
  const body = await readBody(request, CALL_LIMIT);
  if (body === null) {
    refuse(response, 413);
    return;
  }
  await accept(body, response, house);
}

async function answerCall(body: string, response: ServerResponse, { handlers }: House): Promise<void> {
  const call = parseCall(body);
  if (call === undefined) {
    refuse(response, 400);
    return;
  }
  const envelope = JSON.stringify(await dispatch(handlers, call.name, call.args));
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.end(envelope);
}

function openStream(_body: string, response: ServerResponse, { streams }: House): void {
  response.writeHead(200, { 'Content-Type': 'application/x-ndjson' });
  streams.add(response);
}

function refuseMethod(response: ServerResponse, allowed: string): void {
  response.setHeader('Allow', allowed);
  refuse(response, 405);
}

/** A bare status: why is nobody's business who is refused. The connection ends with it, and so does a body under way. */
function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'Content-Length': 0, Connection: 'close' });
  response.end();
}
