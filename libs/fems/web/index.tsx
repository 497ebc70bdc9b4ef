import type { WebModule } from '@maru/web/module';
import { lazy } from 'react';
import { attentionAddress } from './attention-address';
import type messages from './ko.json';
import { loadAddress } from './load/load-address';
import { meterAnchor, sourcesAnchor } from './metering/anchors';

declare module '@maru/web/language' {
  interface MessageFiles {
    fems: typeof messages;
  }
}

export default {
  id: 'fems',
  pages: [
    { path: '/fems/overview', element: lazy(() => import('./pages/overview')) },
    { path: '/fems/load', element: lazy(() => import('./pages/load-profile')) },
    { path: '/fems/peaks', element: lazy(() => import('./pages/peaks')) },
    { path: '/fems/meters', element: lazy(() => import('./pages/meters')) },
    { path: '/fems/quality', element: lazy(() => import('./pages/quality')) },
    { path: '/fems/import', element: lazy(() => import('./pages/import')) },
  ],
  // The list of imports is no page of readings; what a task does to an import is told as the task.
  live: {
    reading: [
      '/api/fems/overview',
      '/api/fems/energy',
      '/api/fems/peaks',
      '/api/fems/load-duration',
      '/api/fems/coverage',
      '/api/fems/completeness',
      '/api/fems/gaps',
      '/api/fems/corrections',
      '/api/fems/readings',
    ],
    activity: ['/api/fems/points', '/api/fems/source-activity', '/api/fems/completeness', '/api/fems/gaps', '/api/fems/overview'],
    task: ['/api/fems/reading-imports', '/api/fems/utility-months'],
    'reading-import': ['/api/fems/reading-imports'],
  },
  taskAddress: ({ kind, outcome }) => {
    if (!kind.startsWith('fems.reading-import')) return null;
    return outcome && 'importId' in outcome ? `/fems/import?import=${outcome.importId}` : '/fems/import';
  },
  attentionAddress,
  home: lazy(() => import('./components/overview/home-plants')),
  foundAddress: ({ kind, id, place }) => {
    const meter = (meterId: string) => `/fems/meters?site=${place.siteId}#${meterAnchor(meterId)}`;
    if (kind === 'fems.meter') return meter(id);
    if (kind === 'fems.point')
      return place.quantity === 'activeEnergyImport' ? loadAddress(id, { siteId: place.siteId }) : meter(place.meterId as string);
    if (kind === 'fems.reading-source') return `/fems/meters#${sourcesAnchor}`;
    return kind === 'fems.reading-import' ? `/fems/import?import=${id}` : null;
  },
  messages: { ko: () => import('./ko.json'), en: () => import('./en.json') },
} satisfies WebModule;
