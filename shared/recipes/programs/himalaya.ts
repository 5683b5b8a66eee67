import { formatHost } from '../../mail/endpoint.ts';
import { byCommand, keepPassword, passwordCommand, passwordInFile, SHELL } from '../common-steps.ts';
import { lineFor, writtenAs } from '../formats/format.ts';
import { TOML_STRINGS, type TomlLine } from '../formats/toml-strings.ts';
import { marked } from '../marked-block.ts';
import type { ChosenSide, RecipeDraft, Setup } from '../setup.ts';

/** Himalaya 2: `config.toml`. It asks for no password. */
export function himalayaRecipe(asked: Setup): RecipeDraft {
  const setup = byCommand(asked);
  const { home } = setup;
  return {
    steps: [
      ...keepPassword(setup),
      {
        text: {
          en: 'Save this as `{home}/.config/himalaya/config.toml`. If you have such a file, add it at the end, without `default = true` if another account has that line.',
          de: 'Speichern Sie dies als `{home}/.config/himalaya/config.toml`. Gibt es die Datei schon, fügen Sie es an ihrem Ende hinzu, ohne `default = true`, wenn ein anderes Konto diese Zeile hat.',
        },
        file: {
          path: `${home}/.config/himalaya/config.toml`,
          mediaType: 'application/toml',
          isPrivate: true,
          text: marked(writtenAs(TOML_STRINGS, { name: 'accounts.letterlock', lines: linesFor(setup) })),
          addition: { alsoAt: [], comes: 'last', onlyOne: 'default true' },
        },
      },
      {
        text: { en: 'List your mails.', de: 'Zeigen Sie Ihre Mails an.' },
        block: {
          caption: SHELL,
          text: 'himalaya envelopes list -a letterlock\n',
        },
      },
    ],
    proof: {
      en: '`himalaya` shows a table of your mails.',
      de: '`himalaya` zeigt eine Tabelle Ihrer Mails.',
    },
  };
}

function linesFor(setup: Setup): readonly TomlLine[] {
  const { incoming, outgoing } = setup;
  return [
    ['default', true],
    ...(incoming === null ? [] : sideLines('imap', setup, incoming)),
    ...(outgoing === null ? [] : sideLines('smtp', setup, outgoing)),
  ];
}

function sideLines(name: 'imap' | 'smtp', setup: Setup, side: ChosenSide): readonly TomlLine[] {
  const { endpoint, username, way } = side;
  const isStarttls = endpoint.connectionSecurity === 'starttls';
  const sasl = `${name}.sasl.${way.toLowerCase()}`;
  return [
    [`${name}.server`, `${name}${isStarttls ? '' : 's'}://${formatHost(endpoint.host)}:${endpoint.port}`],
    // Without it, an address without the S is spoken to in cleartext.
    ...(isStarttls ? [[`${name}.starttls`, true] as const] : []),
    ...(setup.trustAnchorFile === null ? [] : [[`${name}.tls.cert`, setup.trustAnchorFile] as const]),
    [`${sasl}.username`, username],
    ...passwordLine(`${sasl}.password`, setup, side),
  ];
}

function passwordLine(key: string, setup: Setup, side: ChosenSide): readonly TomlLine[] {
  return [
    ...lineFor(`${key}.raw`, passwordInFile(setup, side)),
    ...lineFor(`${key}.command`, passwordCommand(setup, side)),
  ];
}
