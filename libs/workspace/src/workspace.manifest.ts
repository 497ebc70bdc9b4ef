import { defineModule } from '@maru/platform';

const everybody = ['owner', 'manager', 'operator', 'officer', 'administrator'] as const;
const all = ['manufacturer', 'supplier', 'programmeOffice', 'provider'] as const;

export const workspaceManifest = defineModule({
  id: 'workspace',
  name: { ko: '설정', en: 'Workspace' },
  summary: { ko: '조직, 사업장, 구성원, 구독, 사용 로그', en: 'Organisations, sites, members, subscriptions, usage log' },
  version: '1.0.0',
  alwaysOn: true,
  requires: [],
  links: [],
  rootResources: ['sessions', 'me', 'one-time-codes', 'live'],
  permissions: [
    { id: 'workspace.task.read', label: { ko: '진행 중인 작업 보기', en: 'See long work' }, kinds: all, roles: everybody },
    { id: 'workspace.task.write', label: { ko: '작업 취소', en: 'Cancel long work' }, kinds: all, roles: everybody },
    { id: 'workspace.file.read', label: { ko: '파일 받기', en: 'Fetch files' }, kinds: all, roles: everybody },
    { id: 'workspace.file.write', label: { ko: '파일 올리기', en: 'Send files' }, kinds: all, roles: everybody },
    {
      id: 'workspace.site.read',
      label: { ko: '사업장 보기', en: 'See sites' },
      kinds: ['manufacturer', 'supplier'],
      roles: ['owner', 'manager', 'operator'],
    },
    {
      id: 'workspace.site.write',
      label: { ko: '사업장 관리', en: 'Manage sites' },
      kinds: ['manufacturer', 'supplier'],
      roles: ['owner', 'manager'],
    },
    {
      id: 'workspace.member.read',
      label: { ko: '구성원 보기', en: 'See members' },
      kinds: all,
      roles: ['owner', 'manager', 'officer', 'administrator'],
    },
    { id: 'workspace.member.write', label: { ko: '구성원 관리', en: 'Manage members' }, kinds: all, roles: ['owner', 'administrator'] },
    {
      id: 'workspace.subscription.read',
      label: { ko: '모듈 구독 보기', en: 'See module subscriptions' },
      kinds: ['manufacturer'],
      roles: ['owner', 'manager', 'operator'],
    },
    {
      id: 'workspace.subscription.write',
      label: { ko: '모듈 구독 관리', en: 'Manage module subscriptions' },
      kinds: ['manufacturer'],
      roles: ['owner'],
    },
    {
      id: 'workspace.device-key.read',
      label: { ko: '장치 키 보기', en: 'See device keys' },
      kinds: ['manufacturer'],
      roles: ['owner', 'manager'],
    },
    {
      id: 'workspace.device-key.write',
      label: { ko: '장치 키 관리', en: 'Manage device keys' },
      kinds: ['manufacturer'],
      roles: ['owner', 'manager'],
    },
    {
      id: 'workspace.reporting-grant.read',
      label: { ko: '보고 동의 보기', en: 'See reporting grants' },
      kinds: ['manufacturer'],
      roles: ['owner', 'manager'],
    },
    {
      id: 'workspace.reporting-grant.write',
      label: { ko: '보고 동의 관리', en: 'Manage reporting grants' },
      kinds: ['manufacturer'],
      roles: ['owner'],
    },
    {
      id: 'workspace.usage-event.read',
      label: { ko: '사용 로그 보기', en: 'See the usage log' },
      kinds: all,
      roles: ['owner', 'manager', 'administrator'],
    },
    {
      id: 'workspace.usage-erasure.write',
      label: { ko: '사용 로그에서 개인정보 지우기', en: 'Erase persons from the usage log' },
      kinds: all,
      roles: ['owner', 'administrator'],
    },
    {
      id: 'workspace.granted-company.read',
      label: { ko: '보고 기업 보기', en: 'See reporting companies' },
      kinds: ['programmeOffice'],
      roles: ['officer', 'owner'],
    },
    {
      id: 'workspace.organisation.read',
      label: { ko: '기업 목록 보기', en: 'See organisations' },
      kinds: ['provider'],
      roles: ['administrator'],
    },
    {
      id: 'workspace.organisation.write',
      label: { ko: '기업 등록', en: 'Register organisations' },
      kinds: ['provider'],
      roles: ['administrator'],
    },
  ],
  publishes: [],
  consumes: [],
  usageKinds: ['sign-in', 'sign-out', 'read', 'create', 'update', 'delete'],
  menu: [
    {
      id: 'granted-companies',
      path: '/workspace/granted-companies',
      label: { ko: '기업 현황', en: 'Companies' },
      permission: 'workspace.granted-company.read',
    },
    {
      id: 'organisations',
      path: '/workspace/organisations',
      label: { ko: '기업 관리', en: 'Organisations' },
      permission: 'workspace.organisation.read',
    },
    { id: 'sites', path: '/workspace/sites', label: { ko: '사업장', en: 'Sites' }, permission: 'workspace.site.read' },
    { id: 'members', path: '/workspace/members', label: { ko: '구성원', en: 'Members' }, permission: 'workspace.member.read' },
    {
      id: 'subscriptions',
      path: '/workspace/subscriptions',
      label: { ko: '모듈 구독', en: 'Module subscriptions' },
      permission: 'workspace.subscription.read',
    },
    {
      id: 'device-keys',
      path: '/workspace/device-keys',
      label: { ko: '장치 키', en: 'Device keys' },
      permission: 'workspace.device-key.read',
    },
    {
      id: 'reporting-grants',
      path: '/workspace/reporting-grants',
      label: { ko: '보고 동의', en: 'Reporting grants' },
      permission: 'workspace.reporting-grant.read',
    },
    {
      id: 'usage-events',
      path: '/workspace/usage-events',
      label: { ko: '사용 로그', en: 'Usage log' },
      permission: 'workspace.usage-event.read',
    },
  ],
});
