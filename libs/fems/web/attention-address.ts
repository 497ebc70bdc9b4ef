import type { Schemas } from '@maru/web/client';
import { loadAddress } from './load/load-address';
import { dayClosedBy } from './load/period';

/** Where something can be done about what FEMS tells of: what is about one thing leads to that thing. */
export function attentionAddress({ kind, count, about, since }: Schemas['AttentionEntry']): string | null {
  if (kind === 'fems.readings-missing') return about && loadAddress(about, since ? { on: dayClosedBy(since) } : {});
  if (kind === 'fems.imports-waiting' || kind === 'fems.imports-refused')
    return count === 1 ? `/fems/import?import=${about}` : '/fems/import';
  if (kind === 'fems.points-withdrawn') return count === 1 ? `/fems/quality?point=${about}` : '/fems/quality';
  return '/fems/meters';
}
