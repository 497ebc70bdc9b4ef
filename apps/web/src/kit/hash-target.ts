import { useEffect } from 'react';
import { useLocation } from 'react-router';

/**
 * Brings what the address names after its # into sight, and the focus to it. The browser does it by itself only for documents, which hold
 * their content when they are opened: called where the content is there.
 */
export function useHashTarget(): void {
  const { hash, key } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever comes to the same place again is led there again.
  useEffect(() => {
    const target = hash ? document.getElementById(decodeURIComponent(hash.slice(1))) : null;
    target?.scrollIntoView();
    target?.focus({ preventScroll: true });
  }, [hash, key]);
}
