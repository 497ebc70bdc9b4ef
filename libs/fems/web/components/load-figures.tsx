import { KeyFigure, KeyFigures } from '@maru/web/key-figure';
import { useFormats } from '@maru/web/use-formats';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLoadAddress } from '../load/address';
import { gapLabel } from '../load/labels';
import { loadFactorPercent } from '../load/load-factor';
import { dayClosedBy } from '../load/period';
import type { ShownLoad } from '../load/shown';
import { useIntervalText } from '../metering/words';

/** So many stretches are named; more are counted. */
const gapsNamed = 3;

/** What is missing, in words: how many readings, how long, and where. */
function GapSentence({ load }: { load: ShownLoad }) {
  const { t } = useTranslation('fems');
  const formats = useFormats();
  const duration = useIntervalText();
  const { profile, bucket, period, intervalSeconds } = load;
  const missing = profile.expected - profile.readings;
  if (missing <= 0) return t('figure.complete');
  const named = profile.gaps.slice(0, gapsNamed).map((gap) => gapLabel(gap, bucket, period, formats));
  const where =
    profile.gaps.length > gapsNamed
      ? t('figure.andMore', { named: named.join(', '), count: profile.gaps.length - gapsNamed })
      : named.join(', ');
  return t('figure.missing', { count: missing, length: duration(missing * intervalSeconds), where });
}

/** When the peak was; leads to its day from longer periods. */
function PeakTime({ at, isLink }: { at: string; isLink: boolean }) {
  const formats = useFormats();
  const { to } = useLoadAddress();
  const when = formats.endDateTime(at);
  return isLink ? <Link to={to({ by: 'day', on: dayClosedBy(at) })}>{when}</Link> : when;
}

/** The figures that lead the page. */
export function LoadFigures({ load }: { load: ShownLoad }) {
  const { t } = useTranslation('fems');
  const formats = useFormats();
  const { profile, period, intervalSeconds } = load;
  const { energyKwh, peak, meanDemandKw, readings, expected } = profile;
  const loadFactor = loadFactorPercent(load);
  const perDayKwh = energyKwh === null ? null : energyKwh / ((readings * intervalSeconds) / 86_400);
  return (
    <KeyFigures>
      <KeyFigure label={t('figure.energy')} value={formats.figure(energyKwh)} unit="kWh">
        {period.by === 'day' ? '00:00–24:00' : t('figure.perDay', { value: formats.figure(perDayKwh) })}
      </KeyFigure>
      <KeyFigure label={t('figure.peak')} value={formats.figure(peak?.peakDemandKw)} unit="kW">
        {peak?.peakAt && <PeakTime at={peak.peakAt} isLink={period.by !== 'day'} />}
      </KeyFigure>
      <KeyFigure label={t('figure.mean')} value={formats.figure(meanDemandKw)} unit="kW">
        {loadFactor !== null && t('figure.loadFactor', { percent: formats.percent(loadFactor) })}
      </KeyFigure>
      <KeyFigure
        label={t('figure.readings')}
        value={formats.count(readings)}
        unit={t('figure.ofExpected', { expected: formats.count(expected) })}
      >
        <GapSentence load={load} />
        {load.awaitedFrom && ` ${t('figure.awaited', { from: formats.dateTime(load.awaitedFrom) })}`}
      </KeyFigure>
    </KeyFigures>
  );
}
