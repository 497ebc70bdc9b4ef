import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces';
import { factTable, heading, headRow, sheetOf } from '../documents/sheet';
import { countText, limits, monthText } from '../documents/words';
import { eventLimits } from './report-words';
import { gapText, type ReportBody, type ReportHead, type ReportSite, siteText, summaryRows } from './three-year-report';

/** More would fill pages: the workbook has all of them. */
const gapsMax = 30;

/** The three-year report to be read: its summary, and the months of each site. The workbook of the same moment has the days and the events. */
export function reportDocument(head: ReportHead, body: ReportBody): TDocumentDefinitions {
  const { company, simulated } = head.subject;
  return sheetOf({
    title: '3년 보고서',
    company,
    asOf: head.asOf,
    simulated,
    content: [
      factTable(summaryRows(head, body)),
      ...body.sites.flatMap((of): Content[] => [heading(`월별: ${siteText(of.site)}`), months(of)]),
      heading('기록이 끊긴 구간'),
      ...gaps(body),
      heading('엑셀 파일에 있는 것'),
      {
        text: '같은 협약을 같은 계산 시점으로 만든 엑셀(XLSX) 파일에는 이 요약과 월별 표에 더하여, 사업장마다 기간의 모든 날과 모든 사용 로그가 전송 결과와 함께 들어 있습니다.',
      },
      heading('이 문서가 증명하지 않는 것'),
      { ul: [...limits, ...eventLimits] },
    ],
  });
}

function months({ months: list }: ReportSite): Content {
  const figure = (value: number | undefined): TableCell => ({ text: value === undefined ? '–' : countText(value), alignment: 'right' });
  return {
    layout: 'lightHorizontalLines',
    fontSize: 8.5,
    table: {
      headerRows: 1,
      widths: ['*', ...Array(10).fill('auto')],
      body: [
        headRow(['달', '센 날', '가동일', '확인 불가', '사용', '전송 가능', '저장', '모름', '거절', '대기', '더 보내지 않음']),
        ...list.map(({ month, days, unknown, known }): TableCell[] => [
          monthText(month),
          ...[
            days,
            known?.operating,
            unknown,
            known?.used,
            known?.eligible,
            known?.stored,
            known?.uncertain,
            known?.refused,
            known?.queued,
            known?.passedOver,
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
