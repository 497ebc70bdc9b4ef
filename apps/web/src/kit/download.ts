import { causeOfChange } from './cause';
import { currentLanguage } from './language';
import { ProblemError } from './problem';
import { workedSiteHeader } from './worked-site';

/**
 * Fetches a file that a task has made and lets the browser save it. Not a plain link: a link cannot say that a person asked for it.
 *
 * @throws ProblemError
 */
export async function download(fileId: string): Promise<void> {
  const response = await fetch(`/api/workspace/files/${fileId}/content`, {
    headers: { 'accept-language': currentLanguage(), ...workedSiteHeader(), ...causeOfChange() },
  });
  if (!response.ok) throw new ProblemError({ ...(await response.json().catch(() => ({}))), status: response.status });
  const name = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? fileId;
  save(await response.blob(), decodeURIComponent(name));
}

/** Lets the browser save bytes that the page holds. */
export function save(bytes: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(bytes);
  link.download = name;
  link.click();
  // The browser has taken the bytes over by the next turn.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
