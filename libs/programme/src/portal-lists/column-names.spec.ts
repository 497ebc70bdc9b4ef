import { columnsOf, findHeading } from '@maru/platform';
import { proposeColumns } from './column-names';

const proposed = (...rows: string[][]) => {
  const table = rows.map((cells, at) => ({ number: at + 1, cells }));
  const { kind, columns } = proposeColumns(columnsOf(table, findHeading(table)));
  return [kind, ...columns.map(({ column, field }) => `${field} ${column}`)];
};
const time = '2026-11-27 09:12:33.617';

describe('the proposed columns of a list', () => {
  it('follow the names of the fields of the log centre', () => {
    expect(
      proposed(
        ['no', 'logDt', 'useSe', 'sysUser', 'conectIp', 'dataUsgqty', 'recptnRsltCd'],
        ['1', time, 'DO6001', 'E-1', '192.0.2.1', '512', 'AP1002'],
      ),
    ).toEqual(['logs', 'time 1', 'use 2', 'user 3', 'address 4', 'bytes 5', 'result 6']);
  });

  it('follow their Korean words, in any order and with a unit behind', () => {
    expect(
      proposed(['사용자 ID', '데이터사용량(byte)', '접속 IP', '사용구분', '로그 일시'], ['E-1', '512', '192.0.2.1', '접속', time]),
    ).toEqual(['logs', 'time 4', 'use 3', 'user 0', 'address 2', 'bytes 1']);
  });

  it('take the time by what stands in the column where no name says it, and a result only where codes stand', () => {
    expect(proposed(['A', 'B', '수신결과'], ['x', time, '정상'])).toEqual(['logs', 'time 1']);
    expect(proposed(['로그일자', '건수'], [time, '3'])).toEqual(['logs', 'time 0']);
  });

  it('are a day and a count where there is no time', () => {
    expect(proposed(['일자', '수집건수'], ['2026-11-27', '1,003'], ['2026-11-28', '3'])).toEqual(['days', 'day 0', 'count 1']);
  });

  it('are none where nothing fits: a person says it', () => {
    expect(proposed(['이름', '비고'], ['가', '나'])).toEqual(['logs']);
    expect(proposed(['일자', '비고'], ['2026-11-27', '나'])).toEqual(['logs']);
  });
});
