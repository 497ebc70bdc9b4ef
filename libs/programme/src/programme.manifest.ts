import { defineModule } from '@maru/platform';

export const programmeManifest = defineModule({
  id: 'programme',
  name: { ko: '지원사업', en: 'Programme' },
  summary: { ko: '협약, 로그 전송, 가동일, 확인서', en: 'Agreements, log sending, operating days, confirmation' },
  version: '1.0.0',
  alwaysOn: true,
  requires: ['workspace'],
  links: [],
  permissions: [],
  publishes: [],
  consumes: [],
  usageKinds: ['read', 'create', 'update', 'delete'],
  menu: [],
});
