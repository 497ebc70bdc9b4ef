import type { ChartLook } from '@maru/web/chart-look';
import type { Schemas } from '@maru/web/client';
import { token } from '@maru/web/tokens';
import type { EChartsCoreOption } from 'echarts/core';
import { withDots } from '../load/chart-series';

export type PeakMonth = Schemas['PeakMonth'];
export type Statement = Schemas['UtilityMonthItem'];

/** A month as it was measured, beside what the utility's statement says of it. */
export interface MonthRow extends PeakMonth {
  statement: Statement | null;
  /** Billed less measured; null where either is not known, or where what was measured is of another demand window. */
  differenceKw: number | null;
}

/** Korean contracts bill the highest demand over 15 minutes: that over a longer window is lower by its definition. */
const billedWindowSeconds = 900;

/** @param statements null where the point is not what the utility bills */
export function monthRows(months: readonly PeakMonth[], statements: readonly Statement[] | null, demandWindowSeconds: number): MonthRow[] {
  const byMonth = new Map(statements?.map((statement) => [statement.month, statement]));
  return months.map((month) => {
    const statement = byMonth.get(month.month) ?? null;
    const billed = statement?.billingDemandKw ?? null;
    const measured = demandWindowSeconds === billedWindowSeconds ? month.peakDemandKw : null;
    const differenceKw = billed === null || measured === null ? null : billed - measured;
    return { ...month, statement, differenceKw };
  });
}

export interface MonthTexts {
  measured: string;
  billed: string;
  contract: string;
}

/** The highest demand of each month, with what was billed and agreed where a statement says so. */
export function monthsOption(look: ChartLook, rows: readonly MonthRow[], texts: MonthTexts): EChartsCoreOption {
  const { formats, scale, type } = look;
  const billed = rows.map(({ statement }) => statement?.billingDemandKw ?? null);
  const contract = rows.map(({ statement }) => statement?.contractDemandKw ?? null);
  const said = (name: string, value: number | null) => `${name} <b>${formats.figure(value)}</b> kW`;
  const marks = (data: unknown[], symbol: string, colour: string, dash: 'solid' | 'dashed') => ({
    type: 'line',
    data,
    symbol,
    symbolSize: 8 * scale,
    showAllSymbol: true,
    itemStyle: { color: colour },
    lineStyle: { width: 1.5 * scale, type: dash, color: colour },
  });
  return {
    ...look.base,
    tooltip: {
      trigger: 'axis',
      textStyle: { ...type, color: token('ink') },
      confine: true,
      formatter: ([{ dataIndex }]: { dataIndex: number }[]) => {
        const { month, peakDemandKw, statement } = rows[dataIndex];
        const lines = [`<b>${formats.month(`${month}-01`)}</b>`, said(texts.measured, peakDemandKw)];
        if (statement) lines.push(said(texts.billed, billed[dataIndex]), said(texts.contract, contract[dataIndex]));
        return lines.join('<br>');
      },
    },
    xAxis: look.placeAxis(rows.map(({ month }) => formats.shortMonth(`${month}-01`))),
    yAxis: look.valueAxis('kW'),
    series: [
      {
        type: 'bar',
        data: rows.map(({ peakDemandKw }) => peakDemandKw),
        itemStyle: { color: token('energy') },
        barMaxWidth: 48 * scale,
      },
      ...(billed.some((kw) => kw !== null) ? [marks(billed, 'rect', token('peak'), 'solid')] : []),
      ...(contract.some((kw) => kw !== null) ? [marks(withDots(contract), 'none', token('ink'), 'dashed')] : []),
    ],
  };
}
