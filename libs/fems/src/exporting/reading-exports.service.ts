import { currentContext, instantOf, invalidField, Tasks, unknownReference } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { ImportKnowledge } from '../importing/import-knowledge';
import { EXPORT_KIND, type ReadingExportInput } from './reading-export.task';
import type { NewReadingExport, StartedReadingExport } from './reading-exports.dto';

const yearsMax = 10;

@Injectable()
export class ReadingExportsService {
  constructor(
    private readonly tasks: Tasks,
    private readonly knowledge: ImportKnowledge,
  ) {}

  /** @throws Problem naming the point that is not there, or the end of a period that is none */
  async start({ pointIds, from, to, format }: NewReadingExport): Promise<StartedReadingExport> {
    const period = { from: instantOf(from).getTime(), to: instantOf(to).getTime() };
    if (period.to <= period.from)
      throw invalidField('/to', 'not-after-from', { ko: 'from보다 뒤여야 합니다.', en: 'It must be later than from.' });
    const latest = new Date(period.from);
    latest.setUTCFullYear(latest.getUTCFullYear() + yearsMax);
    if (period.to > latest.getTime())
      throw invalidField('/to', 'too-long', {
        ko: `한 번에 ${yearsMax}년까지 내보낼 수 있습니다.`,
        en: `Export ${yearsMax} years at most.`,
      });
    const { points } = await this.knowledge.read();
    const wanted = pointIds.map((id, at) => {
      const point = points.find((known) => known.id === id.toLowerCase());
      if (!point) throw unknownReference(`/pointIds/${at}`, { ko: '이런 계측 항목이 없습니다.', en: 'There is no such point.' });
      return point;
    });
    const input: ReadingExportInput = {
      pointIds: wanted.map(({ id }) => id),
      ...period,
      format,
      language: currentContext()?.language ?? 'ko',
    };
    const names = wanted.map(({ name }) => name).join(', ');
    return { taskId: await this.tasks.start(EXPORT_KIND, names.slice(0, 200), input) };
  }
}
