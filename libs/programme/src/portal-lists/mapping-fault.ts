import type { Problem } from '@maru/kernel';
import { invalidField } from '@maru/platform';
import { fieldsOfKind, neededFields, type PortalListMapping } from './portal-list';

/** What keeps a mapping from being read by; null where nothing does. */
export function mappingFault({ kind, columns }: PortalListMapping): Problem | null {
  for (const [at, { column, field }] of columns.entries()) {
    if (!fieldsOfKind[kind].includes(field))
      return invalidField(`/mapping/columns/${at}/field`, 'field-of-kind', {
        ko: '이 종류의 목록에는 없는 항목입니다.',
        en: 'A list of this kind has no such field.',
      });
    const former = columns.slice(0, at);
    if (former.some((one) => one.field === field))
      return invalidField(`/mapping/columns/${at}/field`, 'field-twice', {
        ko: '한 항목은 한 열에서만 읽습니다.',
        en: 'A field is read from one column alone.',
      });
    if (former.some((one) => one.column === column))
      return invalidField(`/mapping/columns/${at}/column`, 'column-twice', {
        ko: '한 열은 한 항목으로만 읽습니다.',
        en: 'A column is read as one field alone.',
      });
  }
  if (neededFields[kind].every((field) => columns.some((one) => one.field === field))) return null;
  return invalidField('/mapping/columns', 'needed-fields', {
    ko: kind === 'logs' ? '로그일시 열을 정해 주세요.' : '날짜 열과 건수 열을 정해 주세요.',
    en: kind === 'logs' ? 'Choose the column of the time of logs.' : 'Choose the columns of the day and of the count.',
  });
}
