import { unpackTrixie } from './trixie-tree.ts';

const PACKAGES = ['dovecot-imapd', 'dovecot-pop3d', 'dovecot-managesieved', 'dovecot-submissiond'];

const USERS = `
root:x:0:0::/root:/bin/sh
nobody:x:65534:65534::/:/bin/false
dovecot:x:990:990::/:/bin/false
dovenull:x:991:991::/:/bin/false
`.trimStart();
const GROUPS = `
root:x:0:
nogroup:x:65534:
dovecot:x:990:
dovenull:x:991:
`.trimStart();

/**
 * The root folder of a Dovecot 2.4 of Debian's next release, to be entered with chroot.
 *
 * @throws where apt knows no Debian mirror, or the mirror cannot be read.
 */
export async function unpackDovecot24(): Promise<string> {
  return unpackTrixie({ name: 'dovecot24', packages: PACKAGES, users: USERS, groups: GROUPS });
}
