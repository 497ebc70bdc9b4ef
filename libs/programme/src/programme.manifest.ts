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
      id: 'programme.portal-list.write',
      label: { ko: '포털 목록 불러오기', en: 'Load lists of the portal' },
      kinds: company,
      roles: leaders,
    },
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
    {
      id: 'programme.consortium.read',
      label: { ko: '컨소시엄 의무 보기', en: 'See duties of the consortium' },
      kinds: ['supplier'],
      roles: leaders,
    },
    {
      id: 'programme.evidence.pull',
      label: { ko: '증빙 자료 받아가기', en: 'Pull evidence' },
      kinds: ['programmeOffice'],
      roles: ['officer', 'owner'],
      device: true,
    },
    {
      id: 'programme.agreement.read',
      label: { ko: '협약과 의무 보기', en: 'See agreements and duties' },
      kinds: company,
      roles: leaders,
    },
    { id: 'programme.agreement.write', label: { ko: '협약 관리', en: 'Manage agreements' }, kinds: company, roles: ['owner'] },
    {
      id: 'programme.registration.write',
      label: { ko: '수기 등록 기록', en: 'Record registrations by hand' },
      kinds: company,
      roles: leaders,
    },
    {
      id: 'programme.calendar.write',
      label: { ko: '근무일 관리', en: 'Manage working days' },
      kinds: company,
      roles: leaders,
    },
  ],
  publishes: [],
  consumes: [],
  usageKinds: ['read', 'create', 'update', 'delete'],
  menu: [
    { id: 'duties', path: '/programme/duties', label: { ko: '의무 현황', en: 'Duties' }, permission: 'programme.agreement.read' },
    { id: 'agreements', path: '/programme/agreements', label: { ko: '협약', en: 'Agreements' }, permission: 'programme.agreement.read' },
    { id: 'calendar', path: '/programme/calendar', label: { ko: '근무일', en: 'Working days' }, permission: 'programme.agreement.read' },
    {
      id: 'operating',
      path: '/programme/operating',
      label: { ko: '가동일', en: 'Operating days' },
      permission: 'programme.operating.read',
    },
    {
      id: 'log-sending',
      path: '/programme/log-sending',
      label: { ko: '로그 전송', en: 'Log sending' },
      permission: 'programme.log-send.read',
    },
    {
      id: 'companies',
      path: '/programme/companies',
      label: { ko: '기업 가동 현황', en: 'Companies in operation' },
      permission: 'programme.company.read',
    },
    {
      id: 'consortium',
      path: '/programme/consortium',
      label: { ko: '컨소시엄 의무 현황', en: 'Duties of the consortium' },
      permission: 'programme.consortium.read',
    },
  ],
});
