import { formatHost } from '../../mail/endpoint.ts';
import { finding } from '../finding.ts';
import { byHost, type JudgedEndpoint, type Pattern, type PatternRule } from '../judged.ts';
import { seen } from '../view.ts';

/** One server, one protocol, two ports, and not the same ways to sign in. */
export const judgeMechanismsApart: PatternRule = (judged) =>
  byHost(judged).flatMap((endpoints) =>
    endpoints.flatMap((fewer) => endpoints.flatMap((more) => compare(fewer, more))),
  );

function compare(fewer: JudgedEndpoint, more: JudgedEndpoint): readonly Pattern[] {
  const [offered, there] = [offerOf(fewer), offerOf(more)];
  if (offered === undefined || there === undefined) return [];
  if (fewer.endpoint.protocol !== more.endpoint.protocol || fewer.endpoint === more.endpoint) return [];
  const missing = there.mechanisms.filter((name) => !offered.mechanisms.includes(name));
  if (missing.length === 0) return [];
  const params = {
    host: formatHost(fewer.endpoint.host),
    fewer: fewer.endpoint.port,
    missing: missing.join(', '),
  };
  return [{ finding: finding('auth_mechanisms_differ', params, [offered.id, there.id]), swallows: [] }];
}

/** What is offered in TLS; what is said before could be anybody's. */
function offerOf({ best: { view } }: JudgedEndpoint) {
  return seen(view, 'capabilities').findLast(
    ({ phase, outcome }) => phase === 'in-tls' && outcome === 'listed',
  );
}
