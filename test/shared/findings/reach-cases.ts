import { dns, tcp, tls, greeting, listed, starttls, secondLook, reached, beforeTls, inTls } from './facts.ts';
import type { Case } from './judged.ts';

/** The way to a server and the first words there: for each finding the observations that reach it. */
export const REACH_CASES: readonly Case[] = [
  ['dns_host_unknown', 'implicit-tls', [dns('not-found')]],
  ['dns_hosts_file', 'implicit-tls', [{ ...dns('resolved'), saidBy: 'hosts-file' }, ...inTls.slice(1)]],
  ['dns_no_answer', 'implicit-tls', [dns('silent')]],
  ['network_port_refused', 'implicit-tls', [dns('resolved'), tcp('refused')]],
  ['network_port_filtered', 'implicit-tls', [dns('resolved'), tcp('silent')]],
  ['network_unreachable', 'implicit-tls', [dns('resolved'), tcp('unreachable')]],
  ['network_connection_lost', 'implicit-tls', [...reached, tls('reset')]],
  ['network_server_silent', 'starttls', [...reached, greeting('silent', null)]],
  [
    'protocol_wrong_service',
    'implicit-tls',
    [...reached, tls('established'), greeting('other-service', 'pop3')],
  ],
  ['network_captive_portal', 'starttls', [...reached, greeting('other-service', 'captive-portal')]],
  [
    'network_captive_portal',
    'implicit-tls',
    [...reached, tls('not-tls'), secondLook('cleartext', 'captive-portal')],
  ],
  ['protocol_server_unavailable', 'implicit-tls', [...reached, tls('established'), greeting('unavailable')]],
  [
    'protocol_answer_malformed',
    'implicit-tls',
    [...reached, tls('established'), greeting('malformed', 'unknown')],
  ],
  [
    'protocol_capabilities_refused',
    'starttls',
    [...reached, greeting('ready'), listed('before-tls', 'refused')],
  ],
  ['protocol_preauth_in_cleartext', 'starttls', [...reached, greeting('preauthenticated')]],
  ['servers_healthy', 'starttls', [...beforeTls, starttls('agreed'), tls('established'), listed('in-tls')]],
  ['run_check_crashed', 'implicit-tls', [...reached, { kind: 'check-crashed', detail: 'TypeError' }]],
];
