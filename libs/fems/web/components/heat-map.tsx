import { useFormats } from '@maru/web/use-formats';
import { type CSSProperties, type KeyboardEvent, memo, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLoadAddress } from '../load/address';
import {
  cellAfterKey,
  dayCells,
  groupsOf,
  type HeatCell,
  type HeatScale,
  heatScaleOf,
  heatStepOf,
  heatSteps,
  hourCells,
} from '../load/heat';
import { periodLabel } from '../load/labels';
import type { ShownLoad } from '../load/shown';
import './heat-map.css';

interface CellsProps {
  cells: HeatCell[];
  scale: HeatScale | null;
  /** The cell that the tab key reaches; the arrow keys lead on from it. */
  current: number;
  /** What a cell says, for those who do not see its colour. */
  words: (cell: HeatCell) => string;
}

/** Colour by step; hatched where nothing is known, which is never drawn as zero. */
function lookOf({ value, readings, expected }: HeatCell, scale: HeatScale | null): string {
  if (value === null || !scale) return 'heat-cell heat-none';
  return `heat-cell heat-step-${heatStepOf(value, scale)}${readings < expected ? ' heat-part' : ''}`;
}

function CellLink({ cell, index, place, children, ...props }: Omit<CellsProps, 'cells'> & CellLinkProps) {
  const { to } = useLoadAddress();
  return (
    <Link
      to={to({ by: 'day', on: cell.start.slice(0, 10) })}
      className={lookOf(cell, props.scale)}
      style={place}
      data-index={index}
      tabIndex={index === props.current ? 0 : -1}
      // The name says the day and its figure; its number alone, written into the cell by the stylesheet, is none.
      data-number={children}
      aria-label={props.words(cell)}
    />
  );
}

interface CellLinkProps {
  cell: HeatCell;
  index: number;
  place: CSSProperties;
  children?: number;
}

/** The day of the week of a date, from 0 on the day with which weeks begin. */
const columnOf = (date: string, firstWeekday: number) => (new Date(`${date.slice(0, 10)}T00:00:00Z`).getUTCDay() - firstWeekday + 7) % 7;

/** A year as twelve months of a calendar. */
const YearCells = memo(function YearCells({ cells, ...props }: CellsProps) {
  const formats = useFormats();
  const weekdays = Array.from({ length: 7 }, (_, column) => formats.weekday(`2023-01-0${1 + formats.firstWeekday + column}`));
  const months = groupsOf(cells.entries(), ([, { start }]) => start.slice(0, 7));
  return (
    <div className="heat-year">
      {months.map((days) => (
        <div key={days[0][1].start} className="heat-month">
          <h3>{formats.shortMonth(days[0][1].start)}</h3>
          {weekdays.map((weekday) => (
            <span key={weekday} aria-hidden="true" className="quiet">
              {weekday}
            </span>
          ))}
          {days.map(([index, cell]) => (
            <CellLink
              key={cell.start}
              cell={cell}
              index={index}
              place={{ gridColumn: columnOf(cell.start, formats.firstWeekday) + 1 }}
              {...props}
            >
              {Number(cell.start.slice(8, 10))}
            </CellLink>
          ))}
        </div>
      ))}
    </div>
  );
});

const hours = Array.from({ length: 24 }, (_, hour) => hour);

/** The day at the head of its row: a target that is large enough for a finger. The tab key needs it not, as each cell leads there. */
function DayLink({ date, row }: { date: string; row: number }) {
  const formats = useFormats();
  const { to } = useLoadAddress();
  return (
    <Link className="heat-date" tabIndex={-1} style={{ gridRow: row + 2 }} to={to({ by: 'day', on: date })}>
      {Number(date.slice(8, 10))} ({formats.weekday(date)})
    </Link>
  );
}

/** A month as days below each other, each from hour to hour. */
const MonthCells = memo(function MonthCells({ cells, ...props }: CellsProps) {
  const days = groupsOf(cells.entries(), ([, { start }]) => start.slice(0, 10));
  return (
    <div className="heat-hours">
      {hours.map((hour) => (
        <span key={hour} aria-hidden="true" className="quiet" style={{ gridColumn: hour + 2, gridRow: 1 }}>
          {hour % 3 === 0 && hour}
        </span>
      ))}
      {days.map((found, row) => (
        <div key={found[0][1].start} className="heat-day">
          <DayLink date={found[0][1].start.slice(0, 10)} row={row} />
          {found.map(([index, cell]) => (
            <CellLink
              key={cell.start}
              cell={cell}
              index={index}
              place={{ gridColumn: Number(cell.start.slice(11, 13)) + 2, gridRow: row + 2 }}
              {...props}
            />
          ))}
        </div>
      ))}
    </div>
  );
});

function HeatLegend({ scale, unit, hasPart }: { scale: HeatScale | null; unit: string; hasPart: boolean }) {
  const { t } = useTranslation('fems');
  const formats = useFormats();
  const bound = (step: number) => formats.tick((scale?.from ?? 0) + step * (scale?.step ?? 0));
  const steps = scale ? Array.from({ length: heatSteps }, (_, step) => ({ step, bounds: `${bound(step)}–${bound(step + 1)}` })) : [];
  return (
    <ul className="row heat-legend quiet">
      {steps.map(({ step, bounds }) => (
        <li key={step}>
          <i className={`heat-cell heat-step-${step}`} aria-hidden="true" />
          {bounds}
          {step === heatSteps - 1 && ` ${unit}`}
        </li>
      ))}
      <li>
        <i className="heat-cell heat-none" aria-hidden="true" />
        {t('chart.noReading')}
      </li>
      {hasPart && (
        <li>
          <i className="heat-cell heat-step-1 heat-part" aria-hidden="true" />
          {t('heat.part')}
        </li>
      )}
    </ul>
  );
}

/** The figures that a heat map shows, and how each is said. */
function useHeat({ period, measure, profile, intervalSeconds }: ShownLoad) {
  const { t } = useTranslation('fems');
  const formats = useFormats();
  const isYear = period.by === 'year';
  const isEnergy = isYear && measure === 'energy';
  const unit = isEnergy ? 'kWh' : 'kW';
  const name = isEnergy ? t('curve.energy') : isYear ? t('curve.peakDemand') : t('curve.meanDemand');
  return useMemo(() => {
    const cells = isYear ? dayCells(profile.rows, measure, intervalSeconds) : hourCells(profile.rows, intervalSeconds);
    const scale = heatScaleOf(cells.flatMap(({ value }) => value ?? []));
    const words = ({ start, end, value, readings, expected }: HeatCell) => {
      const day = `${formats.shortDay(start)} (${formats.weekday(start)})`;
      const when = isYear ? day : `${day} ${formats.time(start)}–${formats.endTime(end)}`;
      if (readings === 0) return `${when} ${t('chart.noReading')}`;
      const part =
        readings < expected ? ` · ${t('heat.partOf', { readings: formats.count(readings), expected: formats.count(expected) })}` : '';
      return `${when} ${name} ${formats.figure(value)} ${unit}${part}`;
    };
    return { cells, scale, words, unit, name };
  }, [profile, measure, intervalSeconds, isYear, formats, t, unit, name]);
}

const indexOf = (target: EventTarget) => {
  const index = target instanceof Element ? target.closest('[data-index]')?.getAttribute('data-index') : null;
  return index ? Number(index) : null;
};

/** The period as a map of colours: the days of a year, or the hours of a month's days. Each cell leads to its day. */
export default function HeatMap({ load }: { load: ShownLoad }) {
  const { t } = useTranslation('fems');
  const formats = useFormats();
  const { cells, scale, words, unit, name } = useHeat(load);
  const map = useRef<HTMLElement>(null);
  const [reached, setReached] = useState(0);
  const [told, setTold] = useState<number | null>(null);
  const current = cells[reached] ? reached : 0;
  const isYear = load.period.by === 'year';
  const move = (event: KeyboardEvent) => {
    const next = cellAfterKey(cells, current, event.key, isYear ? 7 : 1);
    if (next === current) return;
    event.preventDefault();
    map.current?.querySelector<HTMLElement>(`[data-index="${next}"]`)?.focus();
  };
  const tell = (index: number | null) => index !== null && setTold(index);
  const shown = told === null ? undefined : cells[told];
  const Cells = isYear ? YearCells : MonthCells;
  return (
    <section
      ref={map}
      className="heat"
      aria-label={t('heat.label', { period: periodLabel(load.period, formats), name })}
      onKeyDown={move}
      onFocus={({ target }) => {
        const index = indexOf(target);
        tell(index);
        if (index !== null) setReached(index);
      }}
      onPointerOver={({ target }) => tell(indexOf(target))}
    >
      <HeatLegend scale={scale} unit={unit} hasPart={cells.some(({ readings, expected }) => readings > 0 && readings < expected)} />
      <p className={shown ? 'heat-told' : 'heat-told quiet'} aria-hidden="true">
        {shown ? words(shown) : t('heat.hint')}
      </p>
      <Cells cells={cells} scale={scale} current={current} words={words} />
    </section>
  );
}
