import {
  columnsOf,
  Files,
  findHeading,
  fingerprintOf,
  formatOf,
  openStoredTable,
  previewOf,
  type RunningTask,
  readHead,
  type TaskHandler,
  TaskKind,
} from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { proposeColumns } from './column-names';
import { PORTAL_LIST_PERMISSION, PORTAL_PREVIEW_KIND, type PortalPreviewInput } from './portal-list-tasks';
import { PortalListPreviewOutcome } from './portal-lists.dto';
import { PortalListsQuery } from './portal-lists.query';

/** Looks at the beginning of a file and proposes how it is read. Nothing of it is stored, so that it can be made again at any time. */
@Injectable()
@TaskKind({ kind: PORTAL_PREVIEW_KIND, permission: PORTAL_LIST_PERMISSION, outcome: PortalListPreviewOutcome })
export class PortalListPreviewTask implements TaskHandler {
  constructor(
    private readonly files: Files,
    private readonly lists: PortalListsQuery,
  ) {}

  async run(task: RunningTask): Promise<PortalListPreviewOutcome> {
    const { siteId, fileId, fileName, sheet } = task.input<PortalPreviewInput>();
    const table = await openStoredTable(this.files, task, fileId);
    const head = await readHead(table, sheet);
    const heading = findHeading(head.rows);
    const columns = columnsOf(head.rows, heading);
    const former = await task.within(() => this.lists.formerMapping(siteId, fingerprintOf(columns)));
    const { kind, columns: mapped } = former ?? proposeColumns(columns);
    return {
      siteId,
      sourceFileId: fileId,
      fileName,
      format: formatOf(table, head, heading, columns) as PortalListPreviewOutcome['format'],
      preview: previewOf(head),
      mapping: { kind, sheet: head.sheet, ...heading, columns: [...mapped] },
      remembered: former !== null,
    };
  }
}
