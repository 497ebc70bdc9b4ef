import { Chart } from '@maru/web/chart';
import { useChartLook } from '@maru/web/chart-look';
import { Choice } from '@maru/web/choice';
import type { Schemas } from '@maru/web/client';
import { type Column, DataTable, wallCell } from '@maru/web/data-table';
import { useMe } from '@maru/web/me';
import { SimulatedTag } from '@maru/web/simulated';
import { useFormats } from '@maru/web/use-formats';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { periodLabel } from '../../load/labels';
import { loadAddress } from '../../load/load-address';
import { dayClosedBy } from '../../load/period';
import { lists, usePeaksAddress } from '../../peaks/address';
import { peakBarsOption } from '../../peaks/peak-options';
import { windowText } from '../../peaks/texts';
import type { ShownPeaks } from '../../peaks/use-peaks';
import { PeakDetail } from './peak-detail';

type Peak = Schemas['PeakWindow'];

interface ListedProps {
  shown: ShownPeaks;
  peaks: Peak[];
  /** Which of them is looked at; -1 for none, where they have no surroundings to look at. */
  chosen: number;
  onChoose?: (index: number) => void;
}

function PeakBars({ shown, peaks, chosen, onChoose }: ListedProps) {
  const { t } = useTranslation('fems');
  const look = useChartLook();
  const { formats } = look;
  const option = useMemo(
    () =>
      peakBarsOption(
        look,
        peaks.map(({ demandKw }) => demandKw),
        chosen,
        {
          demand: t('curve.demand'),
          names: peaks.map((_, index) => look.formats.count(index + 1)),
          heads: peaks.map((peak) => windowText(peak, look.formats)),
        },
      ),
    [look, peaks, chosen, t],
  );
  const label = t('peaks.chartLabel', {
    period: periodLabel(shown.period, formats),
    highest: formats.figure(peaks[0].demandKw),
    lowest: formats.figure(peaks[peaks.length - 1].demandKw),
  });
  return <Chart option={option} label={label} onPick={onChoose} />;
}

function PeakTable({ shown, peaks, chosen, onChoose }: ListedProps) {
  const { t } = useTranslation('fems');
  const formats = useFormats();
  const isShort = shown.period.by !== 'year';
  const { organisation } = useMe();
  const rankOf = (peak: Peak) => peaks.indexOf(peak);
  const whenOf = (peak: Peak) => windowText(peak, formats, isShort);
  const columns: Column<Peak>[] = [
    {
      key: 'rank',
      title: t('peaks.column.rank'),
      value: (peak) => t('peaks.rank', { rank: rankOf(peak) + 1 }),
      sortBy: rankOf,
    },
    {
      key: 'when',
      title: t('peaks.column.when'),
      value: (peak) => wallCell(peak.start, () => whenOf(peak)),
      render: (peak) => {
        const when = whenOf(peak);
        if (!onChoose) return <Link to={loadAddress(shown.peaks.pointId, { on: dayClosedBy(peak.end) })}>{when}</Link>;
        const index = rankOf(peak);
        return (
          <button type="button" className="peaks-key" aria-pressed={index === chosen} onClick={() => onChoose(index)}>
            {when}
          </button>
        );
      },
    },
    {
      key: 'demand',
      title: `${t('curve.demand')} (kW)`,
      value: ({ demandKw }) => demandKw,
      digits: 2,
      isFigure: true,
    },
    {
      key: 'month',
      title: t('peaks.column.monthRank'),
      value: ({ monthRank, monthWindows }) =>
        t('peaks.monthRank', { rank: formats.count(monthRank), windows: formats.count(monthWindows) }),
      isFigure: true,
      sortBy: ({ monthRank }) => monthRank,
    },
  ];
  return (
    <DataTable
      id="peaks"
      label={t('peaks.title')}
      columns={columns}
      rows={peaks}
      rowKey={({ start }) => start}
      isSimulated={() => shown.peaks.simulated || organisation.simulated}
    />
  );
}

/** The highest demands of the period, and beside them what surrounded the one that is looked at. */
export function PeakList({ shown }: { shown: ShownPeaks }) {
  const { t } = useTranslation('fems');
  const formats = useFormats();
  const { organisation } = useMe();
  const { filters, change } = usePeaksAddress();
  const { occurrences, windows, peaksDefinition, definition, demandWindowSeconds, simulated } = shown.peaks;
  const isGrouped = filters.list === 'occurrences';
  const chosen = Math.max(
    0,
    occurrences.findIndex(({ start }) => start === filters.peak),
  );
  const choose = (index: number) => {
    if (occurrences[index]) change({ peak: occurrences[index].start });
  };
  const listed = isGrouped ? { peaks: occurrences, chosen, onChoose: choose } : { peaks: windows, chosen: -1 };
  const minutes = demandWindowSeconds / 60;
  const heading = t(`peaks.heading.${filters.list}`, { period: periodLabel(shown.period, formats), count: listed.peaks.length, minutes });
  const list = (
    <section className="card" aria-labelledby="peaks-heading">
      <div className="load-head">
        <h2 id="peaks-heading">
          {heading} {(simulated || organisation.simulated) && <SimulatedTag />}
        </h2>
        <Choice
          label={t('peaks.list')}
          value={filters.list}
          options={lists.map((value) => ({ value, label: t(`peaks.lists.${value}`) }))}
          onChange={(value) => change({ list: value })}
        />
      </div>
      <PeakBars shown={shown} {...listed} />
      <PeakTable shown={shown} {...listed} />
      <p className="quiet peaks-note">{t(`peaks.definition.${filters.list}`, { minutes, definition, peaks: peaksDefinition })}</p>
    </section>
  );
  if (!isGrouped) return list;
  return (
    <div className="peaks-pair">
      {list}
      <PeakDetail answer={shown.peaks} rank={chosen + 1} peak={occurrences[chosen]} />
    </div>
  );
}
