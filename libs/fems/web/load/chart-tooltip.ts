import { isCoarse, type LoadChart, namingRow } from './chart-model';
import { placeDifference } from './compare';
import { periodLabel, slotLabel } from './labels';
import type { ProfileRow } from './profile';

/** What the charts' library says of the pointer: the nearest figure, and where on the axis the pointer is. */
interface Pointed {
  dataIndex: number;
  axisValue: number;
}

export const line = (name: string, value: string, unit: string) => `${name} <b>${value}</b> ${unit}`;

/** All that is known of one cut. */
function linesOf(row: ProfileRow, { formats, texts, period, bucket }: LoadChart): string[] {
  if (row.readings === 0) return [texts.noReading];
  const lines = [line(texts.energy, formats.figure(row.energyKwh), 'kWh'), line(texts.peakDemand, formats.figure(row.peakDemandKw), 'kW')];
  if (bucket !== 'quarter-hour') {
    lines.push(line(texts.meanDemand, formats.figure(row.meanDemandKw), 'kW'));
    if (row.peakAt)
      lines.push(`${texts.peakAt} ${period.by === 'day' ? formats.endTime(row.peakAt) : formats.shortEndDateTime(row.peakAt)}`);
  }
  return lines;
}

/** What tooltips say at a place: of one period all that is known, of two what is drawn and how far it is apart. */
export function tooltipOf(chart: LoadChart) {
  const { formats, texts, period, other, bucket, measure, places, intervalSeconds } = chart;
  // Between edges the pointer is where the person holds it, and the cut is the one that it lies in.
  const indexAt = ({ dataIndex, axisValue }: Pointed) =>
    isCoarse(bucket) ? dataIndex : Math.min(places.length - 1, Math.max(0, Math.floor(axisValue)));
  const figureOf = (row: ProfileRow) => (measure === 'energy' ? row.energyKwh : row.peakDemandKw);
  const unit = measure === 'energy' ? 'kWh' : 'kW';
  const drawn = (row: ProfileRow | null, name: string) => {
    if (!row) return `${name} ${texts.noPlace}`;
    return row.readings === 0 ? `${name} ${texts.noReading}` : line(name, formats.figure(figureOf(row)), unit);
  };
  return (pointed: Pointed[]): string => {
    const place = places[indexAt(pointed[0])];
    const row = namingRow(place);
    const head = `<b>${slotLabel(row, bucket, period, formats)}</b>`;
    if (!other) return [head, ...linesOf(row, chart)].join('<br>');
    const otherName =
      place.other && period.by !== 'day' ? slotLabel(place.other, bucket, other.period, formats) : periodLabel(other.period, formats);
    const shownName = period.by === 'day' ? periodLabel(period, formats) : slotLabel(row, bucket, period, formats);
    const { value, percent } = placeDifference(place, figureOf, intervalSeconds);
    const difference = value === null ? [] : [`${line(texts.difference, formats.difference(value), unit)} (${formats.change(percent)})`];
    const heading = period.by === 'day' ? [head] : [];
    return [...heading, drawn(place.shown, shownName), drawn(place.other, otherName), ...difference].join('<br>');
  };
}
