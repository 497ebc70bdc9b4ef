import type { Text } from '@maru/kernel';
import { dateOf, dateTimeOf, type TableColumn } from '@maru/platform';
import type { PortalListField, PortalListMapping } from './portal-list';

/**
 * By which names a column is taken for what. The portal's own columns were not found in anything public: these are the names of the log
 * centre's fields and their plain Korean words, in a version, and a person confirms what is proposed by them.
 */
export const portalColumnNames: {
  readonly version: number;
  readonly uncertain: Text;
  readonly names: Readonly<Record<PortalListField, readonly string[]>>;
} = {
  version: 1,
  uncertain: {
    ko: '포털이 내려 주는 목록의 열은 공개되어 있지 않습니다. 제안한 열이 맞는지 확인해 주세요.',
    en: 'The columns of the list that the portal hands out are not public. Check that the proposed ones are right.',
  },
  names: {
    time: ['로그일시', '로그발생일시', '발생일시', '로그시간', 'logdt', '접속일시', '사용일시', '일시'],
    use: ['사용구분', '접속구분', '로그구분', '사용유형', 'usese', '구분'],
    user: ['사용자', '접속자', 'sysuser', '사번'],
    address: ['접속ip', '접속아이피', '접속주소', 'conectip', 'ip'],
    bytes: ['데이터사용량', 'datausgqty', '사용량'],
    result: ['수신결과', '결과코드', '처리결과', 'recptnrsltcd'],
    day: ['일자', '날짜', '로그일자', '수집일자', '가동일', '기준일', 'day', 'date'],
    count: ['건수', '로그건수', '수집건수', '저장건수', '로그수', 'count'],
  },
};

const plain = (name: string) =>
  (name.split(' / ').at(-1) as string)
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** The clock is what a log has and a day has not. */
export const hasClock = (text: string): boolean => /\d\s*:|\d\s*시|^\s*\d{12,17}\s*$|^\s*\d{8}[T\s_-]\d{4}/i.test(text);

const isEach = (samples: readonly string[], is: (sample: string) => boolean) => samples.length > 0 && samples.every(is);
const isTimed = ({ samples }: TableColumn) => isEach(samples, (text) => hasClock(text) && dateTimeOf(text, 'ymd').ok);
const isDated = ({ samples }: TableColumn) => isEach(samples, (text) => !hasClock(text) && dateOf(text, 'ymd').ok);
const isCounted = ({ samples }: TableColumn) => isEach(samples, (text) => /^\d{1,3}(?:,?\d{3})*$/.test(text.trim()));
const isCode = ({ samples }: TableColumn) => isEach(samples, (text) => /^AP\d{4}$/.test(text.trim()));

/** What the columns of a list are for, from their names and what stands in them. What cannot be told is left for the person to say. */
export function proposeColumns(columns: readonly TableColumn[]): Pick<PortalListMapping, 'kind' | 'columns'> {
  const taken = new Set<number>();
  const found: { column: number; field: PortalListField }[] = [];
  const take = (field: PortalListField, fits: (column: TableColumn) => boolean = () => true, isNameNeeded = true): boolean => {
    const free = columns.filter((column) => !taken.has(column.index) && fits(column));
    const column = named(free, field) ?? (isNameNeeded ? undefined : free[0]);
    if (!column) return false;
    taken.add(column.index);
    found.push({ column: column.index, field });
    return true;
  };
  if (take('time', isTimed) || take('day', isTimed)) {
    // A column called a date that holds times is the time all the same.
    for (const one of found) one.field = 'time';
  } else if (take('day', isDated, false)) {
    return take('count', isCounted, false) ? { kind: 'days', columns: found } : { kind: 'logs', columns: [] };
  } else if (!take('time', isTimed, false)) return { kind: 'logs', columns: [] };
  for (const field of ['use', 'user', 'address', 'bytes'] as const) take(field);
  take('result', isCode);
  return { kind: 'logs', columns: found };
}

/** The column with exactly such a name, else one whose name begins with it: `데이터사용량(byte)`. */
function named(columns: readonly TableColumn[], field: PortalListField): TableColumn | undefined {
  const names = portalColumnNames.names[field];
  for (const fits of [(text: string, name: string) => text === name, (text: string, name: string) => text.startsWith(name)])
    for (const name of names) {
      const column = columns.find((one) => fits(plain(one.name), name));
      if (column) return column;
    }
  return undefined;
}
