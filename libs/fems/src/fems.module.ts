import { TenantRepositories } from '@maru/platform';
import { Module } from '@nestjs/common';
import { BeginningAttention } from './attention/beginning.attention';
import { ImportsAttention } from './attention/imports.attention';
import { MissingAttention } from './attention/missing.attention';
import { PointsAttention } from './attention/points.attention';
import { RecentGapsQuery } from './attention/recent-gaps.query';
import { WatchedPointsQuery } from './attention/watched-points.query';
import { CoverageController } from './energy/coverage.controller';
import { CoverageService } from './energy/coverage.service';
import { EnergyController } from './energy/energy.controller';
import { EnergyQuery } from './energy/energy.query';
import { EnergyService } from './energy/energy.service';
import { ExportQuery } from './exporting/export.query';
import { ReadingExportTask } from './exporting/reading-export.task';
import { ReadingExportsController } from './exporting/reading-exports.controller';
import { ReadingExportsService } from './exporting/reading-exports.service';
import { ApplyTask } from './importing/apply.task';
import { CheckTask } from './importing/check.task';
import { ImportKnowledge } from './importing/import-knowledge';
import { ImportWorks } from './importing/import-works';
import { ReadingImport } from './importing/reading-import.entity';
import { ReadingImportsController } from './importing/reading-imports.controller';
import { ReadingImportsService } from './importing/reading-imports.service';
import { WithdrawQuery } from './importing/withdraw.query';
import { WithdrawTask } from './importing/withdraw.task';
import { Withdrawal } from './importing/withdrawal';
import { IngestService } from './ledger/ingest.service';
import { LedgerQuery } from './ledger/ledger.query';
import { PointDirectory } from './ledger/point-directory';
import { ReadingStore } from './ledger/reading-store';
import { ReadingsController } from './ledger/readings.controller';
import { ReadingsService } from './ledger/readings.service';
import { StandingReadings } from './ledger/standing-readings.query';
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
import { SiteMeters } from './metering/site-meters';
import { OverviewController } from './overview/overview.controller';
import { OverviewService } from './overview/overview.service';
import { DemandQuestions } from './peaks/demand-questions';
import { DemandWindowsQuery } from './peaks/demand-windows.query';
import { LoadDurationController } from './peaks/load-duration.controller';
import { LoadDurationService } from './peaks/load-duration.service';
import { PeakSurroundings } from './peaks/peak-surroundings';
import { PeaksController } from './peaks/peaks.controller';
import { PeaksService } from './peaks/peaks.service';
import { SlicesQuery } from './peaks/slices.query';
import { CompletenessQuery } from './quality/completeness.query';
import { CompletenessService } from './quality/completeness.service';
import { CorrectionsQuery } from './quality/corrections.query';
import { CorrectionsService } from './quality/corrections.service';
import { GapsQuery } from './quality/gaps.query';
import { GapsService } from './quality/gaps.service';
import { QualityController } from './quality/quality.controller';
import { ReviewedPointsFinder } from './quality/reviewed-points';
import { SourceActivityQuery } from './quality/source-activity.query';
import { SourceActivityService } from './quality/source-activity.service';
import { TimeOfUseController } from './tariff/time-of-use.controller';
import { TimeOfUseService } from './tariff/time-of-use.service';
import { UtilityMonthsController } from './utility/utility-months.controller';
import { UtilityMonthsQuery } from './utility/utility-months.query';
import { UtilityMonthsService } from './utility/utility-months.service';

export const femsEntities = [EnergyMeter, MeterPoint, PointActivity, ReadingImport, ReadingSource];

@Module({
  imports: [TenantRepositories.for(...femsEntities)],
  controllers: [
    CoverageController,
    EnergyController,
    LoadDurationController,
    MetersController,
    PeaksController,
    OverviewController,
    PointsController,
    QualityController,
    ReadingExportsController,
    ReadingImportsController,
    ReadingSourcesController,
    ReadingsController,
    TimeOfUseController,
    UtilityMonthsController,
  ],
  providers: [
    BeginningAttention,
    PointsAttention,
    MissingAttention,
    ImportsAttention,
    RecentGapsQuery,
    WatchedPointsQuery,
    OverviewService,
    ApplyTask,
    CheckTask,
    ImportKnowledge,
    ImportWorks,
    ExportQuery,
    ReadingExportTask,
    ReadingExportsService,
    ReadingImportsService,
    UtilityMonthsQuery,
    UtilityMonthsService,
    WithdrawQuery,
    WithdrawTask,
    Withdrawal,
    CompletenessQuery,
    CompletenessService,
    CorrectionsQuery,
    CorrectionsService,
    CoverageService,
    DemandQuestions,
    DemandWindowsQuery,
    GapsQuery,
    GapsService,
    ReviewedPointsFinder,
    SourceActivityQuery,
    SourceActivityService,
    EnergyQuery,
    EnergyService,
    IngestService,
    LedgerQuery,
    LoadDurationService,
    MetersService,
    NewestReadingQuery,
    NumberSeries,
    OnReadingsStored,
    PeakSurroundings,
    PeaksService,
    PointDirectory,
    PointFinder,
    PointsService,
    ReadingSourcesService,
    ReadingStore,
    ReadingsService,
    SlicesQuery,
    StandingReadings,
    SiteMeters,
    TimeOfUseService,
  ],
})
export class FemsModule {}
