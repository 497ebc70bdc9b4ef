import type { Schemas } from '@maru/web/client';

/** Where something can be done about what the workspace tells of. */
const addresses: Record<string, string> = {
  'workspace.no-site': '/workspace/sites',
  'workspace.no-module': '/workspace/subscriptions',
  'workspace.subscription-ends': '/workspace/subscriptions',
  // The list of long work opens over any page.
  'workspace.tasks-failed': '#task-tray',
  'workspace.codes-end': '/workspace/members',
  'workspace.companies-granted': '/workspace/granted-companies',
  'workspace.organisations-ownerless': '/workspace/organisations',
};

export const attentionAddress = ({ kind }: Schemas['AttentionEntry']): string | null => addresses[kind] ?? null;
