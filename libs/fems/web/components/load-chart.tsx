import { Chart } from '@maru/web/chart';
import { useChartLook } from '@maru/web/chart-look';
import { useFormats } from '@maru/web/use-formats';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Curve, curvesOf } from '../load/chart-model';
import { loadChartOption } from '../load/chart-option';
import { periodLabel } from '../load/labels';
import type { ShownLoad } from '../load/shown';

/** At the finest cut there is one demand an interval, and it is no maximum of anything. */
const nameOf = (curve: Curve, { bucket }: ShownLoad) => (curve === 'peakDemand' && bucket === 'quarter-hour' ? 'demand' : curve);

/** The names of the curves, with the look that they have in the chart; of two periods each with its date. */
export function LoadLegend({ load }: { load: ShownLoad }) {
  const { t } = useTranslation('fems');
  const formats = useFormats();
  const { bucket, measure, period, other } = load;
  const curves = curvesOf(bucket, measure, other !== null).map((curve) => {
    const name = t(`curve.${nameOf(curve, load)}`);
    return { look: curve as string, name: other ? `${periodLabel(period, formats)} ${name}` : name };
  });
  const shown = other ? [...curves, { look: 'other', name: periodLabel(other.period, formats) }] : curves;
  return (
    <ul className="row load-legend quiet">
      {shown.map(({ look, name }) => (
        <li key={look}>
          <i className={`load-legend-${look}`} aria-hidden="true" />
          {name}
        </li>
      ))}
    </ul>
  );
}

export function LoadChart({ load, onPick }: { load: ShownLoad; onPick?: (index: number) => void }) {
  const { t } = useTranslation('fems');
  const look = useChartLook();
  const { formats } = look;
  const { peak, energyKwh } = load.profile;
  const option = useMemo(() => {
    const when = peak?.peakAt ? (load.period.by === 'day' ? formats.endTime(peak.peakAt) : formats.shortEndDateTime(peak.peakAt)) : '';
    const texts = {
      energy: t('curve.energy'),
      peakDemand: t(`curve.${nameOf('peakDemand', load)}`),
      meanDemand: t('curve.meanDemand'),
      peakAt: t('chart.peakAt'),
      peakMark: t('chart.peakMark', { value: formats.figure(peak?.peakDemandKw), when }),
      noReading: t('chart.noReading'),
      noPlace: t('compare.noPlace'),
      difference: t('compare.difference'),
    };
    return loadChartOption(look, { ...load, formats, texts, scale: look.scale });
  }, [load, look, formats, t, peak]);
  const label = t('chart.label', {
    period: periodLabel(load.period, formats),
    energy: formats.figure(energyKwh),
    peak: formats.figure(peak?.peakDemandKw),
    when: peak?.peakAt ? formats.endDateTime(peak.peakAt) : '–',
  });
  return <Chart option={option} label={label} onPick={onPick} />;
}
