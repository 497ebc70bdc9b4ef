import type { Unit } from '@maru/kernel';
import { SiteDirectory } from '@maru/workspace/contract';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { EnergyMeter } from '../metering/energy-meter.entity';
import { MeterPoint } from '../metering/meter-point.entity';
import { ReadingSource } from '../metering/reading-source.entity';
import type { Known, KnownPoint } from './known';

/** What an organisation has that a file may be about: its points, sources and main site. */
@Injectable()
export class ImportKnowledge {
  constructor(
    @InjectRepository(MeterPoint) private readonly points: Repository<MeterPoint>,
    @InjectRepository(EnergyMeter) private readonly meters: Repository<EnergyMeter>,
    @InjectRepository(ReadingSource) private readonly sources: Repository<ReadingSource>,
    private readonly sites: SiteDirectory,
  ) {}

  async read(): Promise<Known> {
    const meters = new Map((await this.meters.find()).map((meter) => [meter.id, meter]));
    const zones = new Map<string, string>();
    for (const { siteId } of meters.values()) if (!zones.has(siteId)) zones.set(siteId, (await this.sites.find(siteId))?.zone ?? 'UTC');
    const points = (await this.points.find({ order: { pointNumber: 'ASC' } })).flatMap((point) => {
      const meter = meters.get(point.meterId);
      return meter ? [knownPoint(point, meter, zones.get(meter.siteId) as string)] : [];
    });
    const sources = (await this.sources.find({ order: { sourceNumber: 'ASC' } })).map(({ id, stamp }) => ({ id, stamp }));
    const site = await this.sites.main();
    return { points, sources, site: site && { id: site.id, zone: site.zone } };
  }

  async isSite(siteId: string): Promise<boolean> {
    return (await this.sites.find(siteId)) !== null;
  }
}

function knownPoint(point: MeterPoint, meter: EnergyMeter, zone: string): KnownPoint {
  return {
    id: point.id,
    pointNumber: point.pointNumber,
    intervalMs: point.intervalSeconds * 1000,
    gridOffsetMs: point.gridOffsetSeconds * 1000,
    unit: point.unit as Unit,
    name: point.name,
    meterName: meter.name,
    quantity: point.quantity,
    main: meter.main,
    zone,
  };
}
