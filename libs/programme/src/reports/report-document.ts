import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces';
import { factTable, heading, headRow, sheetOf } from '../documents/sheet';
import { countText, limits, monthText } from '../documents/words';
import { eventLimits } from './report-words';
import { gapText, type ReportBody, type ReportHead, summaryRows } from './three-year-report';

/** More would fill pages: the workbook has all of them. */
const gapsMax = 30;

/** The three-year report to be read: its summary and its months. The workbook of the same moment has the days and the events. */
export function reportDocument(head: ReportHead, body: ReportBody): TDocumentDefinitions {
  const { company, simulated } = head.subject;
  return sheetOf({
    title: '3년 보고서',
    company,
    asOf: head.asOf,
    simulated,
    content: [
      factTable(summaryRows(head, body)),
      heading('월별'),
      months(body),
      heading('기록이 끊긴 구간'),
      ...gaps(body),
      heading('엑셀 파일에 있는 것'),
      {
        text: '같은 협약을 같은 계산 시점으로 만든 엑셀(XLSX) 파일에는 이 요약과 월별 표에 더하여, 기간의 모든 날과 모든 사용 로그가 전송 결과와 함께 들어 있습니다.',
      },
      heading('이 문서가 증명하지 않는 것'),
      { ul: [...limits, ...eventLimits] },
    ],
  });
}

function months({ months: list }: ReportBody): Content {
  const figure = (value: number): TableCell => ({ text: countText(value), alignment: 'right' });
  return {
    layout: 'lightHorizontalLines',
    fontSize: 8.5,
    table: {
      headerRows: 1,
      widths: ['*', ...Array(10).fill('auto')],
      body: [
        headRow(['달', '센 날', '가동일', '확인 불가', '사용', '전송 가능', '저장', '모름', '거절', '대기', '보내지 않음']),
        ...list.map((month): TableCell[] => [
          monthText(month.month),
          ...[
            month.days,
            month.operating,
            month.unknown,
            month.used,
            month.eligible,
            month.stored,
            month.uncertain,
            month.refused,
            month.queued,
            month.passedOver,
          ].map(figure),
        ]),
      ],
    },
  };
}

function gaps({ gaps: list }: ReportBody): Content[] {
  if (list.length === 0) return [{ text: '이 기간에는 없습니다.' }];
  const further = list.length - gapsMax;
  const more = further > 0 ? [`이 밖에 ${countText(further)}개가 더 있습니다. 엑셀 파일의 요약에 모두 있습니다.`] : [];
  return [{ ul: [...list.slice(0, gapsMax).map(gapText), ...more] }];
}
