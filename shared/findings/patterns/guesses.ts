import { formatHost } from '../../mail/endpoint.ts';
import { finding } from '../finding.ts';
import { byHost, type JudgedEndpoint, type Pattern, type PatternRule } from '../judged.ts';
import { lastSeen, seen } from '../view.ts';

/**
 * Ports that were tried without being named: a closed one is nothing to complain of where the host has mail at all, and
 * none that is open means that this is no mail server.
 */
export const judgeGuesses: PatternRule = (judged) => byHost(judged).flatMap(judgeHost);

function judgeHost(endpoints: readonly JudgedEndpoint[]): readonly Pattern[] {
  const [first] = endpoints;
  const guessed = endpoints.filter(({ isGuessed }) => isGuessed);
  const closed = guessed.filter(isRefused);
  if (first === undefined || closed.length === 0) return [];
  const swallows = closed.flatMap(({ best }) => best.findings);
  if (closed.length < endpoints.length) return [{ finding: null, swallows }];
  const evidence = swallows.flatMap((one) => one.evidence);
  const host = formatHost(first.endpoint.host);
  return [{ finding: finding('network_host_without_mail', { host }, evidence, 'likely'), swallows }];
}

function isRefused({ best: { view } }: JudgedEndpoint): boolean {
  return seen(view, 'tcp-connect').length > 0 && lastSeen(view, 'tcp-connect')?.outcome === 'refused';
}
