import type { PageLanguage, Text } from '../mail/page.ts';
import { inProse } from '../mail/quote.ts';
import type { ChosenSide, Setup } from './setup.ts';

const NO_SETTING: Text = { en: '—', de: '—' };
const NO_NAME: Text = { en: 'your mail program', de: 'Ihr Mailprogramm' };

/**
 * What the places in a recipe's words stand for: `{address}`, `{name}`, `{program}`; of each server `{incomingHost}`, `{incomingPort}`,
 * `{incomingUser}`, `{incomingSecurity}` and `{incomingWay}` as the program names them; and the same with `outgoing`.
 */
export function valuesOf(setup: Setup, language: PageLanguage): Readonly<Record<string, string>> {
  return {
    address: inProse(setup.address),
    name: inProse(setup.displayName === '' ? setup.address : setup.displayName),
    program: setup.program.name ?? NO_NAME[language],
    device: inProse(setup.key?.deviceName ?? ''),
    home: inProse(setup.home),
    ...sideValues('incoming', setup, setup.incoming, language),
    ...sideValues('outgoing', setup, setup.outgoing, language),
  };
}

function sideValues(
  name: 'incoming' | 'outgoing',
  { program: { fields } }: Setup,
  side: ChosenSide | null,
  language: PageLanguage,
): Readonly<Record<string, string>> {
  if (side === null) return {};
  const { endpoint, username, way } = side;
  const securities: Readonly<Record<string, Text | undefined>> = {
    'implicit-tls': fields?.implicitTls,
    starttls: fields?.starttls,
  };
  return {
    [`${name}Host`]: endpoint.host,
    [`${name}Port`]: String(endpoint.port),
    [`${name}User`]: inProse(username),
    [`${name}Security`]: (securities[endpoint.connectionSecurity] ?? NO_SETTING)[language],
    [`${name}Way`]: (fields?.ways[way] ?? NO_SETTING)[language],
  };
}
