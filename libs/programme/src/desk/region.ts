/** The first-level divisions of Korea by their codes of ISO 3166-2, each with what addresses begin with: today's, former and short names. */
const names: readonly (readonly [code: string, ...names: string[]])[] = [
  ['KR-11', '서울특별시', '서울시', '서울'],
  ['KR-26', '부산광역시', '부산시', '부산'],
  ['KR-27', '대구광역시', '대구시', '대구'],
  ['KR-28', '인천광역시', '인천시', '인천'],
  ['KR-29', '광주광역시', '광주시', '광주'],
  ['KR-30', '대전광역시', '대전시', '대전'],
  ['KR-31', '울산광역시', '울산시', '울산'],
  ['KR-50', '세종특별자치시', '세종시', '세종'],
  ['KR-41', '경기도', '경기'],
  ['KR-42', '강원특별자치도', '강원도', '강원'],
  ['KR-43', '충청북도', '충북'],
  ['KR-44', '충청남도', '충남'],
  ['KR-45', '전북특별자치도', '전라북도', '전북'],
  ['KR-46', '전라남도', '전남'],
  ['KR-47', '경상북도', '경북'],
  ['KR-48', '경상남도', '경남'],
  ['KR-49', '제주특별자치도', '제주도', '제주'],
];

const codes: ReadonlyMap<string, string> = new Map(names.flatMap(([code, ...written]) => written.map((name) => [name, code] as const)));

/** Where an address lies, by its first word; null where it does not say so. A postal code in front is passed over. */
export function regionOf(address: string | null): string | null {
  const [first = ''] = (address ?? '')
    .trim()
    .replace(/^[([]?\d{5}[)\]]?\s*/, '')
    .split(/\s+/);
  return codes.get(first) ?? null;
}
