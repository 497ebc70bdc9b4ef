import type { Schemas } from '@maru/web/client';

/** Where something can be done about what the programme module tells of. */
const addresses: Record<string, string> = {
  'programme.month-short': '/programme/operating',
  'programme.month-tight': '/programme/operating',
  'programme.nothing-stored': '/programme/log-sending',
  'programme.registration-due': '/programme/duties',
  'programme.registration-late': '/programme/duties',
  'programme.key-stopped': '/programme/log-sending',
};

export const attentionAddress = ({ kind }: Schemas['AttentionEntry']): string | null => addresses[kind] ?? null;
