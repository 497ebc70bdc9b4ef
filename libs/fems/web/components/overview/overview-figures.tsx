import { KeyFigure, KeyFigures } from '@maru/web/key-figure';
import { useFormats } from '@maru/web/use-formats';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { loadAddress } from '../../load/load-address';
import { dayClosedBy } from '../../load/period';
import { type Comparison, type OverviewLoad, type Stretch, stretchText } from '../../overview/words';

type What = 'weekBefore' | 'fourWeeks' | 'monthBefore';

interface ChangeProps {
  comparison: Comparison;
  what: What;
  /** What the figure is of: of a month longer than the one before, only so many days are compared. */
  shown: Stretch;
}

/** By how much it is more than what it is compared with, in words; or that it is not compared. */
function Change({ comparison, what, shown }: ChangeProps) {
  const { t } = useTranslation('fems');
  const formats = useFormats();
  const name = t(`overview.what.${what}`);
  if (comparison.changePercent === null) return <p>{t('overview.notCompared', { what: name })}</p>;
  const percent = formats.change(comparison.changePercent);
  const span = stretchText(comparison.compared, formats);
  if (span !== stretchText(shown, formats)) return <p>{t('overview.changeOfSpan', { what: name, percent, span })}</p>;
  return <p>{t('overview.change', { what: name, percent })}</p>;
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
        <Change comparison={load.weekBefore} what="weekBefore" shown={day} />
        {!isBrief && <Change comparison={load.fourWeeks} what="fourWeeks" shown={day} />}
        {missing(day)}
      </KeyFigure>
      <KeyFigure label={t('overview.figure.dayPeak')} value={formats.figure(day.peakDemandKw)} unit="kW">
        {day.peakAt && <p>{formats.shortEndDateTime(day.peakAt)}</p>}
        {factor(day.loadFactorPercent)}
      </KeyFigure>
      <KeyFigure label={t('overview.figure.month', { month: monthName })} value={formats.figure(month.energyKwh)} unit="kWh">
        <p>{stretchText(month, formats)}</p>
        <Change comparison={load.monthBefore} what="monthBefore" shown={month} />
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
