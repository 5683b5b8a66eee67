import type { Line } from './line.ts';

/** Lines for the rows of `shared/explain/patterns/system.ts`. */
export const LINES_OF_SYSTEM: readonly Line[] = [
  {
    row: 'system/refused',
    code: 'network_port_refused',
    from: 'documented: texts of glibc, in English and German, of macOS and of musl',
    text: 'connect: Connection refused',
  },
  {
    row: 'system/timeout',
    code: 'network_port_filtered',
    from: 'documented: texts of glibc, in English and German, of macOS and of musl',
    text: 'connect: Connection timed out',
  },
  {
    row: 'system/unreachable',
    code: 'network_unreachable',
    from: 'documented: texts of glibc, in English and German, of macOS and of musl',
    text: 'connect: Network is unreachable',
  },
  {
    row: 'system/reset',
    code: 'network_connection_lost',
    from: 'documented: texts of glibc, in English and German, of macOS and of musl',
    text: 'read: Connection reset by peer',
  },
  {
    row: 'system/host-unknown',
    code: 'dns_host_unknown',
    from: 'documented: texts of glibc, in English and German, of macOS and of musl',
    text: 'getaddrinfo: Name or service not known',
  },
  {
    row: 'system/no-answer',
    code: 'dns_no_answer',
    from: 'documented: texts of glibc, in English and German, of macOS and of musl',
    text: 'getaddrinfo: Temporary failure in name resolution',
  },
];
