/** One row of the table of interoperation. */
export interface Row {
  readonly mechanism: string;
  readonly peer: string;
  readonly role: 'client' | 'server';
  readonly tls: string;
  readonly binding: string;
  readonly result: string;
}
