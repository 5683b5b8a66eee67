import { formatHost } from '../../mail/endpoint.ts';
import { finding, type Finding } from '../finding.ts';
import { byHost, hasProblem, type JudgedEndpoint, type Pattern, type PatternRule } from '../judged.ts';
import { place, seen } from '../view.ts';

/** Ports that stay silent, and what the other ports of the host say of that. */
export const judgeFiltering: PatternRule = (judged) => byHost(judged).flatMap(judgeHost);

function judgeHost(all: readonly JudgedEndpoint[]): readonly Pattern[] {
  // Port 25 is between servers, and many networks swallow it on purpose: it says nothing about mail programs.
  const endpoints = all.filter(({ endpoint }) => endpoint.protocol !== 'smtp');
  const filtered = endpoints.filter(isFiltered);
  const [first] = filtered;
  if (first === undefined) return [];
  const swallows = filtered.flatMap(({ best }) => best.findings);
  const open = endpoints
    .flatMap(({ best }) => seen(best.view, 'control-connect'))
    .find(({ outcome }) => outcome === 'connected' || outcome === 'refused');
  if (filtered.length > 1 && filtered.length === endpoints.length && open !== undefined) {
    const host = formatHost(first.endpoint.host);
    const ports = filtered.map(({ endpoint }) => endpoint.port).join(', ');
    const evidence = [...swallows.flatMap((one) => one.evidence), open.id];
    const params = { host, ports, open: open.port };
    return [{ finding: finding('network_mail_ports_filtered', params, evidence, 'likely'), swallows }];
  }
  return filtered.flatMap((one) => useOther(one, endpoints));
}

/** The same protocol answers at another port: nobody has to repair anything to have mail. */
function useOther(filtered: JudgedEndpoint, endpoints: readonly JudgedEndpoint[]): readonly Pattern[] {
  const other = endpoints.find(
    ({ endpoint, best }) =>
      endpoint !== filtered.endpoint && endpoint.protocol === filtered.endpoint.protocol && !hasProblem(best),
  );
  if (other === undefined) return [];
  const swallows = filtered.best.findings;
  const evidence = swallows.flatMap((one: Finding) => one.evidence);
  const params = { ...place(filtered.best.view), other: other.endpoint.port };
  return [{ finding: finding('network_port_filtered_use_other', params, evidence), swallows }];
}

function isFiltered({ best }: JudgedEndpoint): boolean {
  return best.findings.some(({ code }) => code === 'network_port_filtered');
}
