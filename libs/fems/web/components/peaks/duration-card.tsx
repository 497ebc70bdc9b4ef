import { Chart } from '@maru/web/chart';
import { useChartLook } from '@maru/web/chart-look';
import type { Schemas } from '@maru/web/client';
import { type Column, DataTable } from '@maru/web/data-table';
import { useMe } from '@maru/web/me';
import { SimulatedTag } from '@maru/web/simulated';
import { useFormats } from '@maru/web/use-formats';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { periodLabel } from '../../load/labels';
import { type DurationPoint, durationOption, pointAt } from '../../peaks/duration-option';
import { shareText } from '../../peaks/texts';
import type { ShownPeaks } from '../../peaks/use-peaks';

type Level = Schemas['LoadDurationLevel'];

/** The cursor begins at the top one per cent of the time. */
const usualShare = 1;

function LevelTable({ duration }: { duration: Schemas['LoadDurationAnswer'] }) {
  const { t } = useTranslation('fems');
  const formats = useFormats();
  const { organisation } = useMe();
  const shareOf = ({ windows }: Level) => (windows / duration.windows) * 100;
  const columns: Column<Level>[] = [
    {
      key: 'level',
      title: t('duration.column.level'),
      value: ({ percentOfHighest, demandKw }) => t('duration.level', { percent: percentOfHighest, kw: formats.figure(demandKw) }),
      sortBy: ({ demandKw }) => demandKw,
    },
    {
      key: 'hours',
      title: t('duration.column.hours'),
      value: ({ hours }) => hours,
      digits: 2,
      render: ({ hours }) => t('duration.hours', { hours: formats.tick(hours) }),
      isFigure: true,
    },
    {
      key: 'share',
      title: t('duration.column.share'),
      value: shareOf,
      digits: 2,
      render: (level) => `${shareText(shareOf(level), formats)} %`,
      isFigure: true,
    },
  ];
  return (
    <DataTable
      id="duration"
      label={t('duration.levels')}
      columns={columns}
      rows={duration.levels}
      rowKey={({ demandKw }) => String(demandKw)}
      isSimulated={() => duration.simulated || organisation.simulated}
    />
  );
}

/** For how much of the time the demand was how high, with a cursor that says it in words. */
export function DurationCard({ shown: { duration, period } }: { shown: ShownPeaks }) {
  const { t } = useTranslation('fems');
  const look = useChartLook();
  const { formats } = look;
  const { points, simulated } = duration;
  const { organisation } = useMe();
  const [share, setShare] = useState(usualShare);
  const cursor = pointAt(points, share);
  const sentence = useCallback(
    (point: DurationPoint) =>
      t('duration.sentence', {
        share: shareText(point.sharePercent, formats),
        hours: formats.tick(point.hours),
        kw: formats.figure(point.demandKw),
      }),
    [t, formats],
  );
  const option = useMemo(() => durationOption(look, points, cursor, sentence), [look, points, cursor, sentence]);
  const move = (index: number) => setShare(points[index].sharePercent);
  const label = t('duration.chartLabel', {
    period: periodLabel(period, formats),
    highest: formats.figure(duration.highestDemandKw),
    lowest: formats.figure(duration.lowestDemandKw),
  });
  return (
    <section className="card" aria-labelledby="duration-heading">
      <div className="load-head">
        <h2 id="duration-heading">
          {t('duration.heading', { period: periodLabel(period, formats) })} {(simulated || organisation.simulated) && <SimulatedTag />}
        </h2>
      </div>
      <Chart option={option} label={label} onPick={setShare} />
      <div className="duration-cursor">
        <input
          type="range"
          min={0}
          max={points.length - 1}
          value={cursor}
          aria-label={t('duration.cursor')}
          aria-valuetext={sentence(points[cursor])}
          onChange={(event) => move(Number(event.target.value))}
        />
        <output>{sentence(points[cursor])}</output>
      </div>
      <LevelTable duration={duration} />
      <p className="quiet peaks-note">
        {t('duration.definition', { definition: duration.loadDurationDefinition, loadFactor: duration.loadFactorDefinition })}
      </p>
    </section>
  );
}
