import type { Command } from 'commander';
import type { Language } from '../../shared/findings/explain.ts';
import type { Refused } from '../../shared/mail/parsed.ts';
import type { RawCheckKey } from './commands/key/check.ts';
import type { RawExportKey } from './commands/key/export.ts';
import type { RawListKeys } from './commands/key/list.ts';
import type { RawNewKey } from './commands/key/new.ts';
import type { RawRegistration } from './commands/key/register.ts';
import type { RawRenewKey } from './commands/key/renew.ts';
import { collect, withRunOptions } from './run-options.ts';
import type { Terminal } from './terminal/terminal.ts';

interface Common {
  readonly lang?: string;
}

/** Carries a command out in the language that was asked for. */
type Act = (
  raw: Common,
  action: (language: Language, terminal: Terminal) => Promise<number | Refused>,
) => Promise<void>;

/** The commands of `letterlock key`. What they need is loaded when one is called: to read a P12 takes 60 ms to load. */
export function addKeyCommands(key: Command, act: Act): void {
  withFiles(key.command('new'))
    .description('make a key for an account, and keep it here')
    .option('--name <name>', 'what you call this computer, such as Laptop')
    .option('--account <name>', 'the user name that it signs in as, most often the mail address')
    .option('--algorithm <kind>', 'ed25519, p256 or rsa-2048 (default: what the mail programs can take)')
    .option('--json', 'print the device as JSON')
    .action(async (raw: RawNewKey & Common) => {
      const { newKey } = await import('./commands/key/new.ts');
      await act(raw, (language, terminal) => newKey(raw, language, terminal));
    });

  key
    .command('list')
    .description('list the keys of this computer')
    .option('--json', 'print them as JSON')
    .option('--lang <language>', 'en or de')
    .action(async (raw: RawListKeys & Common) => {
      const { listKeys } = await import('./commands/key/list.ts');
      await act(raw, (language, terminal) => listKeys(raw, language, terminal));
    });

  withDevice(key.command('show'))
    .description('show one key, with its fingerprints and its certificate')
    .option('--json', 'print it as JSON')
    .option('--lang <language>', 'en or de')
    .action(async (device: string, raw: RawListKeys & Common) => {
      const { showKey } = await import('./commands/key/list.ts');
      await act(raw, (language, terminal) => showKey(device, raw, language, terminal));
    });

  withFiles(withDevice(key.command('export')))
    .description('write a key into files for mail programs')
    .option('--json', 'print what was written as JSON')
    .action(async (device: string, raw: RawExportKey & Common) => {
      const { exportKey } = await import('./commands/key/export.ts');
      await act(raw, (language, terminal) => exportKey(device, raw, language, terminal));
    });

  withRunOptions(withDevice(key.command('check')))
    .description('sign in with a key, and note what came of it')
    .option('--address <address>', 'your mail address, where the user name is none')
    .option('--passphrase-file <file>', 'the passphrase of the key, in the first line (- is standard input)')
    .action(async (device: string, raw: RawCheckKey & Common) => {
      const { checkKey } = await import('./commands/key/check.ts');
      await act(raw, (language, terminal) => checkKey(device, raw, language, terminal));
    });

  withPlace(key.command('register'))
    .description('say what to hand in at a server, and note that it is')
    .action(async (device: string, raw: RawRegistration & Common) => {
      const { registerKey } = await import('./commands/key/register.ts');
      await act(raw, (language, terminal) => registerKey(device, raw, language, terminal));
    });

  withPlace(key.command('revoke'))
    .description('note that a key is not to be used any more, and say what to remove at its servers')
    .action(async (device: string, raw: RawRegistration & Common) => {
      const { revokeKey } = await import('./commands/key/register.ts');
      await act(raw, (language, terminal) => revokeKey(device, raw, language, terminal));
    });

  withFiles(withDevice(key.command('renew')))
    .description('put a new certificate on the same key')
    .option('--json', 'print the device, and what servers want for it, as JSON')
    .action(async (device: string, raw: RawRenewKey & Common) => {
      const { renewKey } = await import('./commands/key/renew.ts');
      await act(raw, (language, terminal) => renewKey(device, raw, language, terminal));
    });

  withDevice(key.command('forget'))
    .description('forget a key that is revoked')
    .option('--lang <language>', 'en or de')
    .action(async (device: string, raw: Common) => {
      const { forgetKey } = await import('./commands/key/renew.ts');
      await act(raw, (language, terminal) => forgetKey(device, language, terminal));
    });
}

function withDevice(command: Command): Command {
  return command.argument('<device>', 'its id, the beginning of that, or its name');
}

function withPlace(command: Command): Command {
  return withDevice(command)
    .option('--server <kind>', 'mox, dovecot, postfix, exim, cyrus, or other for a letter to whoever runs it')
    .option('--host <host>', 'the mail server')
    .option('--json', 'print the device, and what is to be done, as JSON')
    .option('--lang <language>', 'en or de');
}

function withFiles(command: Command): Command {
  return command
    .option('--for <program>', 'a mail program that it is for (repeatable)', collect, [])
    .option('--passphrase-file <file>', 'what protects the key here, in the first line (- is standard input)')
    .option('--p12 <file>', 'write a P12 file; its password is made')
    .option(
      '--mobileconfig <file>',
      'write a profile for a Mac with such a P12 in it, which System Settings installs',
    )
    .option('--p12-password-file <file>', 'where that password is written')
    .option('--cert <file>', 'write the certificate (PEM)')
    .option('--pem <file>', 'write the certificate and the unprotected key (PEM)')
    .option('--key-file <file>', 'write the unprotected key alone (PEM)')
    .option('--sec1 <file>', 'write the unprotected key in its older form (PEM, p256 only)')
    .option('--lang <language>', 'en or de (default: the language of the system)');
}
