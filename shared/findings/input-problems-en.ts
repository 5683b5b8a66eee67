import type { ProblemWords } from './input-problems.ts';

/** The sentences in English. */
export const PROBLEMS_EN: ProblemWords = {
  address_without_at: (given) => `“${given}” is not a mail address: wanted is name@domain, with an @.`,
  address_local_part_unusable: (given) =>
    `The part before the @ in “${given}” cannot be used: wanted are letters, digits and signs such as . - _ +, at most 64 bytes, and nothing that cannot be seen.`,
  domain_unusable: (given) => `“${given}” is not a host name: wanted is a name such as imap.example.org.`,
  domain_not_ascii: (given, wanted) =>
    `“${given}” has letters outside ASCII, where look-alikes can hide: wanted is its ASCII form, ${wanted}. Compare it with your provider’s page, then use that.`,
  port_out_of_range: (given) => `“${given}” is not a port: wanted is a number from 1 to 65535.`,
  port_taken: (given) =>
    `The port ${given} cannot be had on this machine: wanted is one that nobody uses, or none at all.`,
  endpoint_form_unknown: (given) =>
    `“${given}” is not a server: wanted is HOST, HOST:PORT or HOST:PORT/SECURITY, such as imap.example.org:993/implicit-tls.`,
  security_unknown: (given) =>
    `“${given}” is not a connection security: wanted is implicit-tls, starttls or cleartext.`,
  protocol_not_named: (given) =>
    `The port in “${given}” is none of the usual ones, so that it does not say what it speaks: wanted is the protocol in front, as in imap://${given}, or pop3://, submission:// or sieve://.`,
  endpoints_missing: () => 'No server was named: wanted is HOST, HOST:PORT or HOST:PORT/SECURITY.',
  servers_already_named: (given) =>
    `“${given}” is named already, so that there is nothing to search for: wanted is the address or the domain alone, or letterlock probe ${given}.`,
  username_unusable: () =>
    'The user name is empty or has control characters: wanted is the name as your provider wrote it.',
  password_file_unreadable: (given) =>
    `The password file “${given}” cannot be read: wanted is a file with the password in its first line, or - for standard input.`,
  password_empty: (given) => `The password in ${given} is empty: wanted is the password in the first line.`,
  password_unusable: (given) =>
    `The password in ${given} has control characters or is not UTF-8: wanted is text in one line.`,
  p12_file_unreadable: (given) =>
    `The file “${given}” cannot be read: wanted is a P12 file (.p12 or .pfx) with the key of this device.`,
  p12_too_large: (given) =>
    `“${given}” is larger than 256 KB, which no P12 file with a key is: wanted is the file with the key of this device.`,
  p12_malformed: (given) =>
    `“${given}” is not a P12 file, or a damaged one: wanted is a file that was exported as PKCS#12 (.p12 or .pfx).`,
  p12_password_missing: (given) =>
    `“${given}” is protected with a password: wanted is --p12-password-file with a file that has it in its first line, or - for standard input.`,
  p12_password_wrong: (given) =>
    `The password does not open “${given}”: wanted is the one that was shown when the file was made.`,
  p12_unsupported: (given, wanted) =>
    `“${given}” is protected in a way that Letterlock does not know (${wanted}): wanted is a P12 file with a password, exported anew by another program.`,
  p12_without_key: (given) =>
    `There is no private key in “${given}”, so that nobody can sign in with it: wanted is an export together with the private key.`,
  p12_without_certificate: (given) =>
    `There is no certificate for the key in “${given}”: wanted is an export of the key together with its certificate.`,
  p12_key_unusable: (given) =>
    `The key in “${given}” is of a kind that TLS cannot sign with here: wanted is ed25519, P-256, P-384, P-521 or RSA.`,
  p12_not_named: () =>
    'A password for a P12 file was named and no P12 file: wanted is --p12 FILE or --mobileconfig FILE beside it.',
  device_name_empty: () =>
    'The device has no name: wanted is one by which you know it again, such as Laptop.',
  device_name_too_long: () =>
    'The name of the device is too long: wanted are at most 64 characters, because certificates take no more.',
  device_name_control_characters: () =>
    'The name of the device has a line break or another control character in it: wanted is text in one line.',
  device_name_direction_marks: () =>
    'The name of the device has invisible marks in it that turn the direction of writing around: wanted is the name without them. Typed by hand it has none.',
  device_name_emoji: (given) =>
    `“${given}” has an emoji or another rare character in it, with which some programs cannot open the file of the key: wanted are letters, digits and usual signs.`,
  device_name_invisible: () =>
    'The name of the device has a character in it that cannot be seen: wanted is the name without it. Typed by hand it has none.',
  device_account_missing: () =>
    'No account was named: wanted is --account with the user name that the key will sign in as, most often the mail address.',
  device_unknown: (given, wanted) =>
    wanted === ''
      ? `“${given}” is not a device of this computer: there is none yet. To make one: letterlock key new`
      : `“${given}” is not a device of this computer: wanted is one of ${wanted}.`,
  device_ambiguous: (given, wanted) =>
    `“${given}” could be several devices: wanted is the id of one of ${wanted}.`,
  device_not_revoked: (given) =>
    `${given} is in use, and with it its private key would be gone for good: wanted is letterlock key revoke first.`,
  device_key_in_keyring: (given) =>
    `The key of ${given} is protected by the keyring of this computer, which only the window can ask: wanted is “Keys of this device” there.`,
  device_key_damaged: (given) =>
    `The key of ${given} was changed on the disk and cannot be opened any more: wanted is a backup of the file, or a new device.`,
  keyring_refused: () =>
    'The keyring of this computer would not help: it is locked, somebody said no, or it is another one than the key was kept with. Unlock it, by signing in to the computer anew for example, and do the same again.',
  data_folder_missing: () =>
    'This user has no folder for the data of programs: wanted is one, named by LETTERLOCK_HOME.',
  devices_damaged: (given) =>
    `The file “${given}” with the keys of this computer is damaged. It was left as it is, because there are private keys in it: wanted is a backup of it, or that you move it away yourself.`,
  devices_newer: (given) =>
    `The file “${given}” was written by a newer version of Letterlock and was left as it is: wanted is that version.`,
  devices_unusable: (given, wanted) =>
    `The file “${given}” with the keys of this computer cannot be used (${wanted}): wanted is a file of your own in a folder that only you can write to.`,
  devices_busy: (given) =>
    `Another Letterlock is changing “${given}” at the moment. Nothing was changed: try it again.`,
  devices_full: (given) =>
    `“${given}” has as many devices as fit into it, revoked ones among them: wanted is to forget one first.`,
  key_not_named: () =>
    'A passphrase was named and no key that it would open: wanted is --key DEVICE beside it.',
  key_algorithm_unknown: (given, wanted) =>
    `“${given}” is not a kind of key that Letterlock makes: wanted is one of ${wanted}.`,
  server_kind_unknown: (given, wanted) =>
    `“${given}” is not a kind of server: wanted is one of ${wanted}. Where you do not know it, other writes a letter to your provider.`,
  key_program_unknown: (given, wanted) =>
    `“${given}” is not a mail program that is known here: wanted is one of ${wanted}.`,
  key_file_not_named: () =>
    'No file to write was named: wanted is --p12 FILE, --mobileconfig FILE, --cert FILE, --pem FILE, --key-file FILE or --sec1 FILE.',
  key_has_no_sec1: (given) =>
    `A key of the kind ${given} has no SEC 1 form: wanted is --pem, which every kind has.`,
  key_has_no_profile: () =>
    'Apple’s keychain has no keys of the kind ed25519, so that a profile with one would be refused: wanted is a key of the kind p256, which every program takes (letterlock key new --algorithm p256).',
  p12_password_file_missing: (given) =>
    `The file “${given}” would get a password that nobody sees: wanted is --p12-password-file FILE beside it, or a terminal to show it on.`,
  passphrase_missing: () =>
    'No passphrase was given to protect the key: wanted is --passphrase-file FILE, or a terminal to type it on.',
  passphrases_differ: () => 'The two passphrases are not the same: wanted is the same one twice.',
  passphrase_unusable: () =>
    'The passphrase is empty or has characters in it that cannot be typed everywhere: wanted is text in one line.',
  passphrase_wrong: (given) =>
    `That is not the passphrase of ${given}: wanted is the one that it was made with.`,
  file_exists: (given) =>
    `“${given}” is there already, and Letterlock replaces no file: wanted is another name.`,
  file_not_written: (given, wanted) =>
    `“${given}” could not be written (${wanted}): wanted is a place where you may write and where there is room.`,
  file_not_comparable: (given) =>
    `“${given}” is a link, or no text that can be compared, and was not touched: wanted is that you add the lines yourself.`,
  file_changed_meanwhile: (given) =>
    `“${given}” was changed by somebody else meanwhile, and was not touched: wanted is another try.`,
  token_file_unreadable: (given) =>
    `The token file “${given}” cannot be read: wanted is a file with the access token in its first line, or - for standard input.`,
  token_unusable: (given) =>
    `There is no access token in ${given}: wanted is one line of letters, digits and - . _ ~ + / = (RFC 6750).`,
  ways_in_conflict: (given, wanted) =>
    `Signing in takes one way, and several were named (${given}): wanted is only one of ${wanted}.`,
  ca_file_unreadable: (given) =>
    `The file “${given}” cannot be read: wanted is a PEM file with a CA certificate.`,
  ca_file_without_certificate: (given) =>
    `There is no certificate in “${given}”: wanted is a PEM file that begins with -----BEGIN CERTIFICATE-----.`,
  resolve_form_unknown: (given) =>
    `“${given}” does not name a host and an address: wanted is HOST:ADDRESS, such as imap.example.org:192.0.2.7.`,
  dns_server_unusable: (given) =>
    `“${given}” is not a DNS server: wanted is ADDRESS or ADDRESS:PORT, such as 192.0.2.53.`,
  fault_unknown: (given, wanted) =>
    `“${given}” is not a fault of the practice server: perhaps you mean ${wanted}. All of them: letterlock practice --list`,
  fault_without_practice: (given) =>
    `The fault “${given}” can be played by the practice server only: wanted is --practice beside it.`,
  practice_account_unknown: (given, wanted) =>
    `The practice server has no account “${given}”: wanted is ${wanted}.`,
  practice_names_no_servers: (given) =>
    `The practice server brings its own servers, names and authority: wanted is --practice without ${given}.`,
  practice_not_running: () => 'The practice server has ended: start it again.',
  temporary_folder_unusable: (given) =>
    `Nothing can be written into “${given}”, the folder for temporary files: wanted is another one, named by TMPDIR.`,
  device_address_missing: (given) =>
    `The device signs in as “${given}”, which is no mail address: wanted is --address name@domain, the address of its mailbox.`,
  address_missing: () =>
    'No mail address was given: wanted is name@domain, or --practice to try it without an account.',
  address_told_to_nobody: (given) =>
    `${given} is for a search for the settings of a whole mail address, and there is none here: wanted is name@domain, without servers.`,
  mechanism_unknown: (given, wanted) =>
    `“${given}” is not a mechanism that Letterlock speaks: wanted is one of ${wanted}.`,
  explain_nothing_named: () =>
    'Nothing to explain was named: wanted is the code of a finding, --text FILE with an error message or a log (- is standard input), or --list.',
  explain_too_much_named: () =>
    'More than one thing to explain was named: wanted is the code of a finding, or --text FILE, or --list.',
  finding_code_unknown: (given, wanted) =>
    `“${given}” is not the code of a finding: perhaps you mean ${wanted}. All of them: letterlock explain --list`,
  text_file_unreadable: (given) =>
    `The file “${given}” cannot be read: wanted is a text file with an error message or a log, or - for standard input.`,
  text_file_too_large: (given) =>
    `“${given}” is larger than 64 MB, of which only the first would be read: wanted is the part around the error.`,
  text_not_text: (given) =>
    `“${given}” is not text: wanted is an error message or a log, such as a program shows or writes it.`,
  report_file_unreadable: (given) =>
    `The file “${given}” cannot be read: wanted is a report that letterlock has written as JSON, or - for standard input.`,
  report_foreign: (given) =>
    `“${given}” is not a report of Letterlock: wanted is a file that letterlock check --json or --report FILE.json has written.`,
  report_too_large: (given) =>
    `“${given}” is larger than any report (16 MB, or 20,000 observations) and was not opened: wanted is the report of one check.`,
  report_newer: (given, wanted) =>
    `“${given}” is a report in version ${wanted} of the format, and this Letterlock reads version 1: wanted is a newer Letterlock.`,
  report_damaged: (given) =>
    `“${given}” is a report that is damaged, or that somebody has changed, and was not opened: wanted is the file as Letterlock wrote it.`,
  report_level_unknown: (given, wanted) =>
    `“${given}” does not say how much of a report is shown: wanted is one of ${wanted}.`,
  report_format_unknown: (given, wanted) =>
    `“${given}” is not a form that reports are written in here: wanted is one of ${wanted}.`,
  report_ending_unknown: (given, wanted) =>
    `The ending of “${given}” does not say in which form the report is wanted: wanted is one of ${wanted}.`,
  report_recipient_unknown: (given, wanted) =>
    `There are no letters to “${given}”: wanted is one of ${wanted}.`,
  report_options_conflict: (given) => `${given} do not go together: wanted is only one of them.`,
  report_not_named: () =>
    'It was named how much a report shows, and no report: wanted is --report FILE beside it.',
  recipe_program_missing: (_given, wanted) =>
    `No mail program was named: wanted is one of ${wanted}, and the mail address behind it.`,
  recipe_program_unknown: (given, wanted) =>
    `There is no recipe for “${given}”, or not for that version: wanted is one of ${wanted}.`,
  recipe_system_unknown: (given, wanted) =>
    `“${given}” is no system that is known here: wanted is one of ${wanted}.`,
  recipe_password_unknown: (given, wanted) =>
    `“${given}” does not say where the program gets the password from: wanted is one of ${wanted}.`,
  recipe_system_elsewhere: (given, wanted) =>
    `The recipe is for ${given}, and this is ${wanted}, where no program would read its files: wanted is the recipe without --write.`,
  option_alone: (given, wanted) => `${given} is not enough by itself: wanted is ${wanted} beside it.`,
  timeout_unusable: (given) => `“${given}” is not a time: wanted is a number of seconds from 1 to 600.`,
  language_unknown: (given) => `“${given}” is not a language of Letterlock: wanted is en or de.`,
};
