import { fems } from '@maru/fems';
import type { CatalogueEntry } from '@maru/platform';
import { programme } from '@maru/programme';
import { workspace } from '@maru/workspace';

/** Every module of the service: one line each. */
export const modules: readonly CatalogueEntry[] = [workspace, fems, programme];
