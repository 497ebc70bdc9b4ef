import { useSyncExternalStore } from 'react';

export const themeChoices = ['light', 'dark', 'device'] as const;
export type ThemeChoice = (typeof themeChoices)[number];
export type ThemeName = 'light' | 'dark';

/** The same as in public/first-paint.js, which decides before this is loaded. */
const rememberedAs = 'maru.theme';
const deviceIsDark = () => window.matchMedia('(prefers-color-scheme: dark)');

const listeners = new Set<() => void>();
const watch = (changed: () => void): (() => void) => {
  listeners.add(changed);
  return () => listeners.delete(changed);
};

const currentChoice = (): ThemeChoice => {
  const remembered = localStorage.getItem(rememberedAs);
  return themeChoices.find((choice) => choice === remembered) ?? 'device';
};
const currentTheme = (): ThemeName => (document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light');

function apply(): void {
  const choice = currentChoice();
  document.documentElement.dataset.theme = choice === 'device' ? (deviceIsDark().matches ? 'dark' : 'light') : choice;
  for (const changed of listeners) changed();
}

/** From now on the page changes with the device, and with what is chosen in another of the browser's windows. */
export function followTheme(): void {
  deviceIsDark().addEventListener('change', apply);
  window.addEventListener('storage', ({ key }) => {
    if (key === rememberedAs) apply();
  });
}

export function chooseTheme(choice: ThemeChoice): void {
  if (choice === 'device') localStorage.removeItem(rememberedAs);
  else localStorage.setItem(rememberedAs, choice);
  apply();
}

/** What the person chose here; the device decides until they do. */
export const useThemeChoice = (): ThemeChoice => useSyncExternalStore(watch, currentChoice);

/** What is shown. Who takes colours by token() makes them anew when this changes: it belongs among the dependencies. */
export const useTheme = (): ThemeName => useSyncExternalStore(watch, currentTheme);
