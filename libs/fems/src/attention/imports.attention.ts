import { atHome } from '@maru/kernel';
import {
  type AttentionFinder,
  type AttentionFindings,
  type AttentionItem,
  AttentionSource,
  aboutThings,
  attentionItem,
  Database,
  Files,
  KEPT_DAYS,
} from '@maru/platform';
import { Injectable } from '@nestjs/common';

const DAY_MS = 86_400_000;

interface ImportRow {
  import_id: string;
  file_id: string;
  file_name: string;
  state: 'checked' | 'applied';
  /** When it was sent, or applied. */
  at: Date;
  refused: number;
}

/** Files that wait for a person's word, and files of which something was refused: as long as the file, or what was refused, is kept. */
@Injectable()
@AttentionSource({ kinds: ['fems.imports-waiting', 'fems.imports-refused'], permission: 'fems.reading.import' })
export class ImportsAttention implements AttentionFinder {
  constructor(
    private readonly database: Database,
    private readonly files: Files,
  ) {}

  async find(now: Date): Promise<AttentionFindings> {
    const keptMs = KEPT_DAYS * DAY_MS;
    const rows = await this.database.query<ImportRow>(
      `select import_id, file_id, file_name, state, case state when 'checked' then created_at else applied_at end as at,
         coalesce((counts ->> 'refused')::integer, 0) as refused
       from fems.reading_import
       where tenant_id = $1 and (state = 'checked' and created_at > $2 or state = 'applied' and applied_at > $2 and counts ->> 'refused' <> '0')
       order by import_id desc`,
      [new Date(now.getTime() - keptMs)],
    );
    const checked = rows.filter(({ state }) => state === 'checked');
    // What waits is gone with its file, which was there before the import and may have another one.
    const states = await this.files.states(checked.map((row) => row.file_id));
    const untilMs = (row: ImportRow) => states.get(row.file_id)?.keptUntil.getTime() ?? 0;
    const waiting = checked.filter((row) => states.get(row.file_id)?.removed === false && untilMs(row) > now.getTime());
    const refused = rows.filter(({ state }) => state === 'applied');
    const items: AttentionItem[] = [];
    if (waiting.length > 0) items.push({ ...itemOf('fems.imports-waiting', 'warning', waiting), until: timeText(waiting.map(untilMs)) });
    if (refused.length > 0) {
      const amount = refused.reduce((sum, row) => sum + row.refused, 0);
      items.push({ ...itemOf('fems.imports-refused', 'info', refused), amount, since: timeText(refused.map(({ at }) => at.getTime())) });
    }
    const changes = [...waiting.map(untilMs), ...refused.map(({ at }) => at.getTime() + keptMs)];
    return { items, changesAt: changes.length === 0 ? null : new Date(Math.min(...changes)) };
  }
}

function itemOf(kind: string, severity: AttentionItem['severity'], rows: readonly ImportRow[]): AttentionItem {
  const files = rows.map((row) => ({ id: row.import_id, name: row.file_name }));
  return attentionItem({ kind, severity, ...aboutThings(files) });
}

/** The first of some times: a file belongs to no site. */
const timeText = (times: readonly number[]): string => atHome(new Date(Math.min(...times)));
