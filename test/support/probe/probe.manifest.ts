import { defineModule } from '@maru/platform';

/** A module as anybody would add it, for tests of the house: subscribable, with routes, a table, events and their handlers. */
export const probeManifest = defineModule({
  id: 'probe',
  name: { ko: '시험', en: 'Probe' },
  summary: { ko: '집을 시험하는 모듈', en: 'A module that tests the house' },
  version: '1.0.0',
  requires: ['workspace'],
  links: [],
  permissions: [
    {
      id: 'probe.thing.read',
      label: { ko: '시험 보기', en: 'See things' },
      kinds: ['manufacturer'],
      roles: ['owner', 'manager', 'operator'],
    },
    {
      id: 'probe.thing.write',
      label: { ko: '시험 등록', en: 'Add things' },
      kinds: ['manufacturer'],
      roles: ['owner', 'manager'],
      device: true,
    },
    { id: 'probe.count.write', label: { ko: '시험 세기', en: 'Count' }, kinds: ['manufacturer'], roles: ['owner', 'manager'] },
    { id: 'probe.run.write', label: { ko: '시험 실행', en: 'Run steps' }, kinds: ['manufacturer'], roles: ['owner'] },
  ],
  publishes: ['probe.thing-made.v1', 'probe.thing-noted.v1'],
  consumes: ['probe.thing-made.v1'],
  usageKinds: ['read', 'create', 'update'],
  menu: [],
});
