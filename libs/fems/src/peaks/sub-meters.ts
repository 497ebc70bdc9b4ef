import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { EnergyMeter } from '../metering/energy-meter.entity';
import { MeterPoint } from '../metering/meter-point.entity';
import type { PlacedPoint } from '../metering/point-finder';

export interface SubMeter {
  readonly meter: EnergyMeter;
  readonly point: MeterPoint;
}

/** The meters of a site beside its main meter. */
@Injectable()
export class SubMeters {
  constructor(
    @InjectRepository(MeterPoint) private readonly points: Repository<MeterPoint>,
    @InjectRepository(EnergyMeter) private readonly meters: Repository<EnergyMeter>,
  ) {}

  /** Each with its first point of active import, by name; none for a point that is not of the main meter. */
  async beside({ point, site }: PlacedPoint): Promise<SubMeter[]> {
    const meters = await this.meters.find({ where: { siteId: site.id }, order: { name: 'ASC', id: 'ASC' } });
    if (!meters.some(({ id, main }) => main && id === point.meterId)) return [];
    const points = await this.points.find({ where: { quantity: 'activeEnergyImport' }, order: { pointNumber: 'ASC' } });
    return meters.flatMap((meter) => {
      const first = meter.main ? undefined : points.find(({ meterId }) => meterId === meter.id);
      return first ? [{ meter, point: first }] : [];
    });
  }
}
