import { type ReadOptions, useRead } from '@maru/web/read';

/** More months than a utility has statements of; one answer holds them. */
const statementsAtMost = 1000;

/** What the utility's statements say of a site's months. */
export const useStatements = (siteId: string, options?: ReadOptions) =>
  useRead('/api/fems/utility-months', { query: { siteId, limit: statementsAtMost } }, options);
