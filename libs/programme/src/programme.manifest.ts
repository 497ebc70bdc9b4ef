import { defineModule } from '@maru/platform';

const company = ['manufacturer'] as const;
const leaders = ['owner', 'manager'] as const;

export const programmeManifest = defineModule({
  id: 'programme',
  name: { ko: '지원사업', en: 'Programme' },
  summary: { ko: '협약, 로그 전송, 가동일, 확인서', en: 'Agreements, log sending, operating days, confirmation' },
  version: '1.0.0',
  alwaysOn: true,
  requires: ['workspace'],
  links: [],
  permissions: [
    { id: 'programme.portal-key.read', label: { ko: '포털 키 보기', en: 'See portal keys' }, kinds: company, roles: leaders },
    { id: 'programme.portal-key.write', label: { ko: '포털 키 관리', en: 'Manage portal keys' }, kinds: company, roles: ['owner'] },
    { id: 'programme.log-send.read', label: { ko: '로그 전송 보기', en: 'See log sending' }, kinds: company, roles: leaders },
    {
      id: 'programme.consent.read',
      label: { ko: '사번 제공 동의 보기', en: 'See consents to employee numbers' },
      kinds: company,
      roles: leaders,
    },
    {
      id: 'programme.consent.write',
      label: { ko: '사번 제공 동의 관리', en: 'Manage consents to employee numbers' },
      kinds: company,
      roles: leaders,
    },
    {
      id: 'programme.operating.read',
      label: { ko: '가동일 보기', en: 'See operating days' },
      kinds: company,
      roles: leaders,
    },
    {
      id: 'programme.company.read',
      label: { ko: '기업 가동 현황 보기', en: 'See how companies operate' },
      kinds: ['programmeOffice'],
      roles: ['officer', 'owner'],
    },
  ],
  publishes: [],
  consumes: [],
  usageKinds: ['read', 'create', 'update', 'delete'],
  menu: [
    {
      id: 'operating',
      path: '/programme/operating',
      label: { ko: '가동일', en: 'Operating days' },
      permission: 'programme.operating.read',
    },
    {
      id: 'companies',
      path: '/programme/companies',
      label: { ko: '기업 가동 현황', en: 'Companies in operation' },
      permission: 'programme.company.read',
    },
  ],
});
