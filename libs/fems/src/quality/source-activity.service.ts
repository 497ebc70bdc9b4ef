import { formatInZone } from '@maru/kernel';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { pageById } from '../metering/id-pages';
import { ReadingSource } from '../metering/reading-source.entity';
import type { SourceActivityItem, SourceActivityPage, SourceActivityQuestion } from './quality.dto';
import { ReviewedPointsFinder } from './reviewed-points';
import { type DelayRow, SourceActivityQuery, type SourceActivityRow } from './source-activity.query';

/** What each source has sent, and when it was last seen. */
@Injectable()
export class SourceActivityService {
  constructor(
    @InjectRepository(ReadingSource) private readonly sources: Repository<ReadingSource>,
    private readonly reviewed: ReviewedPointsFinder,
    private readonly query: SourceActivityQuery,
  ) {}

  async page(question: SourceActivityQuestion): Promise<SourceActivityPage> {
    const { site, points } = await this.reviewed.find(question);
    const pointIds = points.map(({ id }) => id);
    return pageById(this.sources, question, async (sources) => {
      const ids = sources.map(({ id }) => id);
      const activities = new Map((await this.query.sums(ids, pointIds)).map((row) => [row.source_id, row]));
      const delays = new Map((await this.query.delays(ids, pointIds)).map((row) => [row.source_id, row]));
      return sources.map((source) => itemOf(source, activities.get(source.id), delays.get(source.id), site?.zone ?? 'UTC'));
    });
  }
}

function itemOf(
  { id, name, stamp, simulated }: ReadingSource,
  activity: SourceActivityRow | undefined,
  delay: DelayRow | undefined,
  zone: string,
): SourceActivityItem {
  return {
    sourceId: id,
    name,
    stamp,
    simulated,
    points: activity?.points ?? 0,
    firstReceivedAt: activity?.first_received_at.toISOString() ?? null,
    lastReceivedAt: activity?.last_received_at.toISOString() ?? null,
    newest: activity ? formatInZone(activity.newest.getTime(), zone) : null,
    accepted: Number(activity?.accepted ?? 0),
    corrected: Number(activity?.corrected ?? 0),
    delay: delay ? { readings: delay.readings, medianSeconds: delay.median, percentile95Seconds: delay.percentile95 } : null,
  };
}
