export const CONNECTION_TEST_KIND = 'programme.connection-test';

export interface ConnectionTestInput {
  readonly siteId: string;
}
