import type { BuiltInRole, OrganisationKind } from '@maru/platform';
import type { SiteBody } from '../sites/sites.dto';

interface DemoMember {
  readonly name: string;
  readonly email: string;
  readonly employeeNumber?: string;
  readonly roles: BuiltInRole[];
}

export interface DemoOrganisation {
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly companyCode: string;
  readonly owner: DemoMember;
  readonly sites: readonly SiteBody[];
  /** Which modules it subscribes to. */
  readonly modules: (module: string) => boolean;
  readonly grantsReporting: boolean;
  /** Company code of the supplier that it lets see what is owed by its consortium. */
  readonly supplier?: string;
}

const nothing = { sites: [], modules: () => false, grantsReporting: false } as const;

/** Nobody in it exists: people are named by what they do, registration numbers begin with a tax office that is none. */
export const demoOrganisations: readonly DemoOrganisation[] = [
  {
    name: '마루 운영팀',
    kind: 'provider',
    companyCode: 'maru',
    owner: { name: '운영 관리자', email: 'admin@maru.example', roles: ['administrator'] },
    ...nothing,
  },
  {
    name: '전담기관 시연',
    kind: 'programmeOffice',
    companyCode: 'office',
    owner: { name: '전담기관 담당자', email: 'officer@programme.example', roles: ['officer'] },
    ...nothing,
  },
  {
    name: '공급기업 시연',
    kind: 'supplier',
    companyCode: 'supplier',
    owner: { name: '공급기업 대표', email: 'owner@supplier.example', roles: ['owner'] },
    ...nothing,
  },
  {
    name: '제강 공장 시연',
    kind: 'manufacturer',
    companyCode: 'steel',
    owner: { name: '제강 대표', email: 'owner@steel.example', employeeNumber: '1001', roles: ['owner'] },
    sites: [
      { name: '광양 공장', businessRegistrationNumber: '999-99-00010', ksicCode: 'C24112', zone: 'Asia/Seoul', address: '전라남도 광양시' },
    ],
    modules: (module) => module === 'fems',
    grantsReporting: true,
  },
  {
    name: '기계가공 공장 시연',
    kind: 'manufacturer',
    companyCode: 'parts',
    owner: { name: '가공 대표', email: 'owner@parts.example', employeeNumber: '2001', roles: ['owner'] },
    sites: [
      { name: '창원 공장', businessRegistrationNumber: '999-99-00024', ksicCode: 'C29224', zone: 'Asia/Seoul', address: '경상남도 창원시' },
    ],
    modules: () => true,
    grantsReporting: false,
  },
  {
    // Its people have worked with the service for half a year when the demonstration begins: see the programme module.
    name: '금형 공장 시연',
    kind: 'manufacturer',
    companyCode: 'mould',
    owner: { name: '금형 대표', email: 'owner@mould.example', employeeNumber: '3001', roles: ['owner'] },
    sites: [
      { name: '시흥 공장', businessRegistrationNumber: '999-99-00039', ksicCode: 'C29294', zone: 'Asia/Seoul', address: '경기도 시흥시' },
    ],
    modules: (module) => module === 'fems',
    grantsReporting: true,
    supplier: 'supplier',
  },
];

export const demoMembers: readonly { readonly companyCode: string; readonly body: DemoMember }[] = [
  { companyCode: 'parts', body: { name: '가공 작업자', email: 'operator@parts.example', employeeNumber: '2101', roles: ['operator'] } },
  { companyCode: 'mould', body: { name: '금형 생산 관리자', email: 'manager@mould.example', employeeNumber: '3101', roles: ['manager'] } },
];
