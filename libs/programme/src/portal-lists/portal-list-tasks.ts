import type { Language } from '@maru/kernel';
import type { DaySpan, PortalListMapping } from './portal-list';

export const PORTAL_PREVIEW_KIND = 'programme.portal-list-preview';
export const PORTAL_LOAD_KIND = 'programme.portal-list-load';
export const PORTAL_LIST_PERMISSION = 'programme.portal-list.write';
/** Topic of the live stream: a list was loaded, or taken back. */
export const PORTAL_LIST_TOPIC = 'portal-list';

export interface PortalPreviewInput {
  readonly siteId: string;
  readonly fileId: string;
  readonly fileName: string;
  readonly sheet: string | null;
}

export interface PortalLoadInput {
  readonly siteId: string;
  readonly fileId: string;
  readonly fileName: string;
  readonly mapping: PortalListMapping;
  readonly period: DaySpan | null;
  readonly downloadedAt: string;
  /** When it was asked for: an attempt that is made again judges by the same day. */
  readonly asOf: string;
  /** Of the file of refused rows. */
  readonly language: Language;
}
