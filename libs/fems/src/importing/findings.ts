import type { Text } from '@maru/kernel';
import type { Midnight } from './mapping';
import { MidnightEvidence } from './midnight-evidence';

export const findingCodes = [
  'gap',
  'repeated',
  'blank-rows',
  'midnight-ends-date',
  'midnight-begins-date',
  'other-steps',
  'kept',
  'unnamed-cells',
  'rows-above',
  'heading-figures',
  'open-end',
  'other-sheets',
] as const;
export type FindingCode = (typeof findingCodes)[number];

/** Something about the file as a whole that the person should know; it refuses nothing. */
export interface Finding {
  readonly code: FindingCode;
  readonly count: number;
  /** Where it is seen first, in the file. */
  readonly row: number | null;
  readonly pointId: string | null;
  /** Seconds between readings, of `other-steps`. */
  readonly about: number | null;
}

interface PointSpan {
  first: number;
  last: number;
  previous: number;
  count: number;
  /** Row of the first reading that leaves a gap before it. */
  gapRow: number | null;
  readonly steps: Map<number, number>;
}

const stepsMax = 50;
/** Fewer equal steps are chance. */
const usualMin = 3;

/** Gathers what the readings of a file have in common, while they pass. */
export class ReadingFindings {
  readonly midnight = new MidnightEvidence();
  private readonly spans = new Map<number, PointSpan>();
  private repeatedRows = 0;
  private repeatedRow: number | null = null;
  private blankRows = 0;
  private blankFrom: number | null = null;

  constructor(private readonly intervalMs: number) {}

  /** First and last start of each point's readings, by the point's number. */
  get extents(): ReadonlyMap<number, { readonly first: number; readonly last: number }> {
    return this.spans;
  }

  reading(pointNumber: number, start: number, row: number): void {
    const span = this.spans.get(pointNumber);
    if (!span) {
      this.spans.set(pointNumber, { first: start, last: start, previous: start, count: 1, gapRow: null, steps: new Map() });
      return;
    }
    const step = Math.abs(start - span.previous);
    if (step !== this.intervalMs) span.gapRow ??= row;
    if (span.steps.size < stepsMax || span.steps.has(step)) span.steps.set(step, (span.steps.get(step) ?? 0) + 1);
    span.previous = start;
    span.count++;
    if (start < span.first) span.first = start;
    if (start > span.last) span.last = start;
  }

  repeated(row: number): void {
    this.repeatedRows++;
    this.repeatedRow ??= row;
  }

  blankRow(row: number): void {
    this.blankRows++;
    this.blankFrom ??= row;
  }

  list(midnight: Midnight, idOf: (pointNumber: number) => string): Finding[] {
    const findings: Finding[] = [];
    const tell = (
      code: FindingCode,
      count: number,
      row: number | null = null,
      pointId: string | null = null,
      about: number | null = null,
    ) => {
      if (count > 0) findings.push({ code, count, row, pointId, about });
    };
    for (const [pointNumber, span] of this.spans) {
      const pointId = idOf(pointNumber);
      const usual = usualStep(span.steps);
      const often = usual === null ? 0 : (span.steps.get(usual) as number);
      if (usual !== null && usual !== this.intervalMs && often >= usualMin && often * 2 > span.count)
        tell('other-steps', span.count, null, pointId, usual / 1000);
      else tell('gap', (span.last - span.first) / this.intervalMs + 1 - span.count, span.gapRow, pointId);
    }
    if (midnight === 'asWritten') tell('midnight-ends-date', this.midnight.ends);
    else tell('midnight-begins-date', this.midnight.begins);
    tell('repeated', this.repeatedRows, this.repeatedRow);
    tell('blank-rows', this.blankRows, this.blankFrom);
    return findings;
  }
}

/** The step between neighbours that is there most often. */
export function usualStep(steps: ReadonlyMap<number, number>): number | null {
  let best: number | null = null;
  for (const [step, count] of steps) if (step > 0 && (best === null || count > (steps.get(best) as number))) best = step;
  return best;
}

export function findingText({ code, count, about }: Pick<Finding, 'code' | 'count' | 'about'>): Text {
  const [ko, en] = [count.toLocaleString('ko'), count.toLocaleString('en')];
  switch (code) {
    case 'gap':
      return {
        ko: `처음과 마지막 사이에 검침값이 없는 구간이 ${ko}개 있습니다. 없는 값은 채우지 않습니다.`,
        en: `${en} intervals between the first and the last have no reading. Nothing is put in their place.`,
      };
    case 'other-steps': {
      const minutes = (about ?? 0) / 60;
      return {
        ko: `행 사이의 간격이 대개 ${minutes}분입니다. 매핑의 계측 주기를 확인해 주세요.`,
        en: `The rows are mostly ${minutes} minutes apart. Check the interval in the mapping.`,
      };
    }
    case 'midnight-ends-date':
      return {
        ko: `00:00인 ${ko}개 행이 그날의 끝(24:00)으로 보입니다. 매핑에서 자정 처리를 확인해 주세요.`,
        en: `${en} rows of 00:00 look like the end (24:00) of their date. Check how the mapping reads midnight.`,
      };
    case 'midnight-begins-date':
      return {
        ko: `00:00인 ${ko}개 행이 그날의 시작으로 보입니다. 매핑에서 자정 처리를 확인해 주세요.`,
        en: `${en} rows of 00:00 look like the beginning of their date. Check how the mapping reads midnight.`,
      };
    case 'repeated':
      return {
        ko: `앞의 행을 되풀이한 값이 ${ko}개 있습니다. 한 번만 셉니다.`,
        en: `${en} values repeat an earlier row. They count once.`,
      };
    case 'kept':
      return {
        ko: `가져온 뒤에 다른 정정이 있어 그대로 둔 구간이 ${ko}개 있습니다.`,
        en: `${en} intervals have been corrected since and were left as they are.`,
      };
    case 'blank-rows':
      return { ko: `빈 행이 ${ko}개 있습니다.`, en: `${en} rows are empty.` };
    case 'unnamed-cells':
      return {
        ko: `제목이 없는 칸에 값이 있는 행이 ${ko}개 있습니다. 그 칸은 읽지 않습니다.`,
        en: `${en} rows have cells beyond the last name of the heading. Those cells are not read.`,
      };
    case 'rows-above':
      return { ko: `제목보다 위에 있는 행 ${ko}개는 읽지 않습니다.`, en: `${en} rows above the heading are not read.` };
    case 'heading-figures':
      return {
        ko: '제목으로 읽은 행에 수가 있습니다. 검침값이면 매핑에서 제목 행을 고쳐 주세요.',
        en: 'The row that is read as the heading has numbers. If they are readings, correct the heading in the mapping.',
      };
    case 'open-end':
      return {
        ko: '파일이 줄바꿈 없이 끝났습니다. 중간에 잘리지 않았는지 마지막 행의 값을 확인해 주세요.',
        en: 'The file ends without a line break. Check the last row: the file may have been cut off.',
      };
    case 'other-sheets':
      return {
        ko: `행이 있는 다른 시트가 ${ko}개 있습니다. 한 번에 한 시트만 읽으므로, 파일을 다시 올려 매핑에서 그 시트를 골라 주세요.`,
        en: `${en} other sheets have rows. One sheet is read at a time: send the file again and choose the other one in the mapping.`,
      };
  }
}
