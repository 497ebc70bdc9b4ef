import { Chart } from '@maru/web/chart';
import { useChartLook } from '@maru/web/chart-look';
import type { Schemas } from '@maru/web/client';
import { type Column, DataTable } from '@maru/web/data-table';
import { useFormats } from '@maru/web/use-formats';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { loadAddress } from '../../load/load-address';
import { dayClosedBy } from '../../load/period';
import { surroundingsOption } from '../../peaks/peak-options';
import { windowText } from '../../peaks/texts';
import { Legend } from './legend';

type Occurrence = Schemas['PeakOccurrence'];
type Share = Schemas['SubMeterShare'];

function PeakCurve({ peak }: { peak: Occurrence }) {
  const { t } = useTranslation('fems');
  const look = useChartLook();
  const texts = useMemo(
    () => ({
      demand: t('curve.demand'),
      near: t('peaks.near'),
      usual: t('peaks.usual'),
      noReading: t('chart.noReading'),
      windows: peak.surroundings.map(({ start, end }) => `${look.formats.time(start)}–${look.formats.endTime(end)}`),
    }),
    [t, look, peak],
  );
  const option = useMemo(() => surroundingsOption(look, peak, texts), [look, peak, texts]);
  const label = t('peaks.curveLabel', { when: windowText(peak, look.formats), kw: look.formats.figure(peak.demandKw) });
  const entries: (readonly [string, string])[] = [
    ['demand', texts.demand],
    ['near', texts.near],
  ];
  if (peak.hour.usualDemandKw !== null) entries.push(['usual', texts.usual]);
  return (
    <>
      <Legend entries={entries} />
      <Chart option={option} label={label} />
    </>
  );
}

/** The same hour of the same weekday in the weeks before, as far as there are readings of it. */
function Usual({ peak: { hour } }: { peak: Occurrence }) {
  const { t } = useTranslation('fems');
  const formats = useFormats();
  const clock = `${formats.time(hour.start)}–${formats.endTime(hour.end)}`;
  return (
    <>
      <dt>{t('peaks.fact.hour', { hour: clock })}</dt>
      <dd>{hour.meanDemandKw === null ? t('peaks.unknownHour') : `${formats.figure(hour.meanDemandKw)} kW`}</dd>
      <dt>{t('peaks.usual')}</dt>
      <dd>
        {hour.usualDemandKw === null
          ? t('peaks.noUsual')
          : t('peaks.usualOf', { kw: formats.figure(hour.usualDemandKw), count: hour.usualWeeks })}
      </dd>
    </>
  );
}

/** What the other meters had at the peak: shares of the main meter's, never said to be all of it. */
function SubMeterTable({ shares }: { shares: Schemas['SubMeterShares'] }) {
  const { t } = useTranslation('fems');
  const formats = useFormats();
  const unknown = shares.items.filter(({ demandKw }) => demandKw === null).length;
  const columns: Column<Share>[] = [
    { key: 'meter', title: t('peaks.column.meter'), value: ({ meterName }) => meterName },
    { key: 'kw', title: `${t('curve.demand')} (kW)`, value: ({ demandKw }) => demandKw, digits: 2, isFigure: true },
    {
      key: 'share',
      title: t('peaks.column.share'),
      value: ({ sharePercent }) => sharePercent,
      digits: 2,
      render: ({ sharePercent }) => formats.percent(sharePercent),
      isFigure: true,
    },
  ];
  return (
    <div>
      <h3 className="section-heading">{t('peaks.subMeters')}</h3>
      <DataTable label={t('peaks.subMeters')} columns={columns} rows={shares.items} rowKey={({ meterId }) => meterId} />
      <p className="quiet peaks-note">
        {shares.sumKw === null
          ? t('peaks.subMetersUnknown')
          : t('peaks.subMetersSum', { kw: formats.figure(shares.sumKw), percent: formats.percent(shares.sumPercent) })}{' '}
        {unknown > 0 && shares.sumKw !== null && t('peaks.subMetersMissing', { count: unknown })}
      </p>
    </div>
  );
}

/** One peak, and what surrounded it. */
export function PeakDetail({ answer, rank, peak }: { answer: Schemas['PeaksAnswer']; rank: number; peak: Occurrence }) {
  const { t } = useTranslation('fems');
  const formats = useFormats();
  const missing = peak.surroundings.filter(({ demandKw }) => demandKw === null).length;
  return (
    <section className="card peaks-detail" aria-labelledby="peak-heading">
      <h2 id="peak-heading">{t('peaks.detail', { rank, when: windowText(peak, formats), kw: formats.figure(peak.demandKw) })}</h2>
      <PeakCurve peak={peak} />
      <dl className="facts">
        <dt>{t('peaks.fact.near', { kw: formats.figure(peak.nearDemandKw) })}</dt>
        <dd>
          {t('peaks.minutes', { count: peak.nearSeconds / 60 })}
          {missing > 0 && ` ${t('peaks.missingAround', { count: missing })}`}
        </dd>
        <Usual peak={peak} />
        <dt>{t('peaks.column.monthRank')}</dt>
        <dd>{t('peaks.monthRank', { rank: formats.count(peak.monthRank), windows: formats.count(peak.monthWindows) })}</dd>
      </dl>
      {peak.subMeters && <SubMeterTable shares={peak.subMeters} />}
      <Link to={loadAddress(answer.pointId, { on: dayClosedBy(peak.end) })}>{t('peaks.toLoad')}</Link>
    </section>
  );
}
