import { KeyFigure, KeyFigures } from '@maru/web/key-figure';
import { useFormats } from '@maru/web/use-formats';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { loadAddress } from '../../load/load-address';
import { dayClosedBy } from '../../load/period';
import { shareText } from '../../peaks/texts';
import type { ShownPeaks } from '../../peaks/use-peaks';

/** The part of the highest demand that leads the page. */
const leadingPercent = 90;

/** The figures that lead the page. */
export function PeakFigures({ shown: { peaks, duration } }: { shown: ShownPeaks }) {
  const { t } = useTranslation('fems');
  const formats = useFormats();
  const [highest] = peaks.windows;
  const { windows, missingWindows, meanDemandKw, loadFactorPercent } = duration;
  const near = duration.levels.find(({ percentOfHighest }) => percentOfHighest === leadingPercent);
  return (
    <KeyFigures>
      <KeyFigure label={t('figure.peak')} value={formats.figure(highest.demandKw)} unit="kW">
        <Link to={loadAddress(peaks.pointId, { on: dayClosedBy(highest.end) })}>{formats.endDateTime(highest.end)}</Link>
      </KeyFigure>
      <KeyFigure label={t('duration.loadFactor')} value={formats.figure(loadFactorPercent)} unit="%">
        {t('duration.loadFactorOf', { mean: formats.figure(meanDemandKw) })}
      </KeyFigure>
      {near && (
        <KeyFigure label={t('duration.near', { percent: leadingPercent })} value={formats.tick(near.hours)} unit={t('duration.hoursUnit')}>
          {t('duration.nearOf', { kw: formats.figure(near.demandKw), share: shareText((near.windows / windows) * 100, formats) })}
        </KeyFigure>
      )}
      <KeyFigure label={t('duration.windows')} value={formats.count(windows)} unit={t('duration.windowsUnit')}>
        {missingWindows > 0 ? t('duration.missing', { count: missingWindows }) : t('duration.complete')}
      </KeyFigure>
    </KeyFigures>
  );
}
