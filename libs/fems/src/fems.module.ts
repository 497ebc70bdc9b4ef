import { TenantRepositories } from '@maru/platform';
import { Module } from '@nestjs/common';
import { CoverageController } from './energy/coverage.controller';
import { CoverageService } from './energy/coverage.service';
import { EnergyController } from './energy/energy.controller';
import { EnergyQuery } from './energy/energy.query';
import { EnergyService } from './energy/energy.service';
import { IngestService } from './ledger/ingest.service';
import { LedgerQuery } from './ledger/ledger.query';
import { PointDirectory } from './ledger/point-directory';
import { ReadingsController } from './ledger/readings.controller';
import { ReadingsService } from './ledger/readings.service';
import { EnergyMeter } from './metering/energy-meter.entity';
import { MeterPoint } from './metering/meter-point.entity';
import { MetersController } from './metering/meters.controller';
import { MetersService } from './metering/meters.service';
import { NewestReadingQuery } from './metering/newest-reading.query';
import { NumberSeries } from './metering/number-series';
import { OnReadingsStored } from './metering/on-readings-stored';
import { PointActivity } from './metering/point-activity.entity';
import { PointFinder } from './metering/point-finder';
import { PointsController } from './metering/points.controller';
import { PointsService } from './metering/points.service';
import { ReadingSource } from './metering/reading-source.entity';
import { ReadingSourcesController } from './metering/reading-sources.controller';
import { ReadingSourcesService } from './metering/reading-sources.service';

export const femsEntities = [EnergyMeter, MeterPoint, PointActivity, ReadingSource];

@Module({
  imports: [TenantRepositories.for(...femsEntities)],
  controllers: [CoverageController, EnergyController, MetersController, PointsController, ReadingSourcesController, ReadingsController],
  providers: [
    CoverageService,
    EnergyQuery,
    EnergyService,
    IngestService,
    LedgerQuery,
    MetersService,
    NewestReadingQuery,
    NumberSeries,
    OnReadingsStored,
    PointDirectory,
    PointFinder,
    PointsService,
    ReadingSourcesService,
    ReadingsService,
  ],
})
export class FemsModule {}
