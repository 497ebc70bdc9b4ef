import { KeyFigure, KeyFigures } from '@maru/web/key-figure';
import { useFormats } from '@maru/web/use-formats';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { loadAddress } from '../../load/load-address';
import { dayClosedBy } from '../../load/period';
import { type Comparison, type OverviewLoad, stretchText } from '../../overview/words';

type What = 'weekBefore' | 'fourWeeks' | 'monthBefore';

/** By how much it is more than what it is compared with, in words; or that it is not compared. */
function Change({ comparison, what }: { comparison: Comparison; what: What }) {
  const { t } = useTranslation('fems');
  const formats = useFormats();
  const name = t(`overview.what.${what}`);
  if (comparison.changePercent === null) return <p>{t('overview.notCompared', { what: name })}</p>;
  return <p>{t('overview.change', { what: name, percent: formats.change(comparison.changePercent) })}</p>;
}

function PeakWhen({ pointId, at }: { pointId: string; at: string }) {
  const formats = useFormats();
  return <Link to={loadAddress(pointId, { on: dayClosedBy(at) })}>{formats.endDateTime(at)}</Link>;
}

/** The newest day, its month, and the highest demand of a year: what a bill will be made from. */
export function OverviewFigures({ load, isBrief = false }: { load: OverviewLoad; isBrief?: boolean }) {
  const { t } = useTranslation('fems');
  const formats = useFormats();
  const { day, month, year, pointId } = load;
  const monthName = formats.shortMonth(month.from);
  const missing = ({ expected, readings }: { expected: number; readings: number }) =>
    expected > readings && <p>{t('overview.missing', { count: expected - readings })}</p>;
  const factor = (percent: number | null) => percent !== null && <p>{t('overview.loadFactor', { percent: formats.percent(percent) })}</p>;
  return (
    <KeyFigures>
      <KeyFigure label={t('overview.figure.day')} value={formats.figure(day.energyKwh)} unit="kWh">
        <p>{stretchText(day, formats)}</p>
        <Change comparison={load.weekBefore} what="weekBefore" />
        {!isBrief && <Change comparison={load.fourWeeks} what="fourWeeks" />}
        {missing(day)}
      </KeyFigure>
      <KeyFigure label={t('overview.figure.dayPeak')} value={formats.figure(day.peakDemandKw)} unit="kW">
        {day.peakAt && <p>{formats.shortEndDateTime(day.peakAt)}</p>}
        {factor(day.loadFactorPercent)}
      </KeyFigure>
      <KeyFigure label={t('overview.figure.month', { month: monthName })} value={formats.figure(month.energyKwh)} unit="kWh">
        <p>{stretchText(month, formats)}</p>
        <Change comparison={load.monthBefore} what="monthBefore" />
        {missing(month)}
      </KeyFigure>
      {!isBrief && (
        <KeyFigure label={t('overview.figure.monthPeak', { month: monthName })} value={formats.figure(month.peakDemandKw)} unit="kW">
          {month.peakAt && <PeakWhen pointId={pointId} at={month.peakAt} />}
          {factor(month.loadFactorPercent)}
        </KeyFigure>
      )}
      <KeyFigure label={t('overview.figure.year')} value={formats.figure(year.peakDemandKw)} unit="kW">
        {year.peakAt && <PeakWhen pointId={pointId} at={year.peakAt} />}
        <p>{t('overview.yearSpan', { from: formats.month(year.from), to: formats.month(dayClosedBy(year.to)) })}</p>
        {missing(year)}
      </KeyFigure>
    </KeyFigures>
  );
}
