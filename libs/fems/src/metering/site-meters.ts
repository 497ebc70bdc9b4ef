import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, Repository } from 'typeorm';
import { EnergyMeter } from './energy-meter.entity';
import { MeterPoint } from './meter-point.entity';

/** A meter with the point by which it is compared with others: its first one of active energy import; null when it has none. */
export interface SiteMeter {
  readonly meter: EnergyMeter;
  readonly point: MeterPoint | null;
}

/** The meters of a site, as they stand beside each other. */
@Injectable()
export class SiteMeters {
  constructor(
    @InjectRepository(MeterPoint) private readonly points: Repository<MeterPoint>,
    @InjectRepository(EnergyMeter) private readonly meters: Repository<EnergyMeter>,
  ) {}

  /** The main one first, the others by name. */
  async of(siteId: string): Promise<SiteMeter[]> {
    const meters = await this.meters.find({ where: { siteId }, order: { main: 'DESC', name: 'ASC', id: 'ASC' } });
    const points = await this.points.find({
      where: { meterId: In(meters.map(({ id }) => id)), quantity: 'activeEnergyImport' },
      order: { pointNumber: 'DESC' },
    });
    // Of several points of one meter the first one is put in last.
    const firsts = new Map(points.map((point) => [point.meterId, point]));
    return meters.map((meter) => ({ meter, point: firsts.get(meter.id) ?? null }));
  }
}
