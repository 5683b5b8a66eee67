import { nstring } from '../text.ts';
import { readAddresses, type Address } from './addresses.ts';
import { fieldOf, type Field } from './header.ts';

/** ENVELOPE of a mail (RFC 9051 §7.5.2), out of its header. Of a field that stands there twice the first counts. */
export function writeEnvelope(fields: readonly Field[]): string {
  const from = addressesOf(fields, 'From');
  const text = (name: string): string => nstring(fieldOf(fields, name));
  const list = (name: string): string => writeAddresses(addressesOf(fields, name));
  // RFC 9051 §7.5.2: absent or empty, these two are the same as From.
  const listOrFrom = (name: string): string => {
    const addresses = addressesOf(fields, name);
    return writeAddresses(addresses.length === 0 ? from : addresses);
  };
  const parts = [
    text('Date'),
    text('Subject'),
    writeAddresses(from),
    listOrFrom('Sender'),
    listOrFrom('Reply-To'),
    list('To'),
    list('Cc'),
    list('Bcc'),
    text('In-Reply-To'),
    text('Message-ID'),
  ];
  return `(${parts.join(' ')})`;
}

function addressesOf(fields: readonly Field[], name: string): readonly Address[] {
  return readAddresses(fieldOf(fields, name) ?? '');
}

function writeAddresses(addresses: readonly Address[]): string {
  if (addresses.length === 0) return 'NIL';
  const written = addresses.map(
    ({ name, mailbox, host }) => `(${nstring(name)} NIL ${nstring(mailbox)} ${nstring(host)})`,
  );
  return `(${written.join('')})`;
}
