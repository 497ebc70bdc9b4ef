import { defineModule } from '@maru/platform';
import { ReadingsStored } from './contract';

const kinds = ['manufacturer'] as const;
const everybody = ['owner', 'manager', 'operator'] as const;
const leaders = ['owner', 'manager'] as const;

export const femsManifest = defineModule({
  id: 'fems',
  name: { ko: '에너지관리(FEMS)', en: 'Energy management (FEMS)' },
  summary: { ko: '계량기, 검침값, 부하 곡선, 수요전력', en: 'Meters, readings, load profile, peak demand' },
  version: '1.0.0',
  requires: ['workspace'],
  links: [],
  permissions: [
    { id: 'fems.energy.read', label: { ko: '전력량과 수요전력 보기', en: 'See energy and demand' }, kinds, roles: everybody },
    { id: 'fems.meter.read', label: { ko: '계량기와 계측 항목 보기', en: 'See meters and their points' }, kinds, roles: everybody },
    { id: 'fems.meter.write', label: { ko: '계량기와 계측 항목 관리', en: 'Manage meters and their points' }, kinds, roles: leaders },
    { id: 'fems.reading.read', label: { ko: '검침값 보기', en: 'See readings' }, kinds, roles: everybody },
    { id: 'fems.reading.export', label: { ko: '검침값 내보내기', en: 'Export readings' }, kinds, roles: everybody },
    { id: 'fems.reading.import', label: { ko: '검침값 가져오기', en: 'Import readings' }, kinds, roles: leaders },
    { id: 'fems.reading.ingest', label: { ko: '검침값 보내기', en: 'Send readings' }, kinds, roles: leaders, device: true },
  ],
  publishes: [ReadingsStored.type],
  consumes: [ReadingsStored.type],
  usageKinds: ['read', 'create', 'update', 'delete'],
  menu: [
    { id: 'overview', path: '/fems/overview', label: { ko: '한눈에 보기', en: 'Overview' }, permission: 'fems.energy.read' },
    { id: 'load', path: '/fems/load', label: { ko: '부하 곡선', en: 'Load profile' }, permission: 'fems.energy.read' },
    { id: 'peaks', path: '/fems/peaks', label: { ko: '수요전력', en: 'Peak demand' }, permission: 'fems.energy.read' },
    { id: 'meters', path: '/fems/meters', label: { ko: '계량기와 계측 항목', en: 'Meters and points' }, permission: 'fems.meter.read' },
    { id: 'quality', path: '/fems/quality', label: { ko: '데이터 품질', en: 'Data quality' }, permission: 'fems.reading.read' },
    { id: 'import', path: '/fems/import', label: { ko: '가져오기', en: 'Import' }, permission: 'fems.reading.import' },
  ],
});
