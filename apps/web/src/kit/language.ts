import i18next, { type ResourceKey } from 'i18next';
import { initReactI18next } from 'react-i18next';
import en from '../messages/en.json';
import ko from '../messages/ko.json';

export const languages = ['ko', 'en'] as const;
export type Language = (typeof languages)[number];
/** Names in both languages, as the server's manifests give them. */
export type Names = Record<Language, string>;

/** One function per language that loads a module's message file. */
export type MessageLoaders = Record<Language, () => Promise<{ default: ResourceKey }>>;

/** The message files by module, so that a wrong key is a type error; each module adds its own. */
export interface MessageFiles {
  web: typeof ko;
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'web';
    resources: MessageFiles;
  }
}

const rememberedAs = 'maru.language';

const isLanguage = (value: unknown): value is Language => languages.includes(value as Language);

/** What the person chose here before, else the first of the browser's languages that we have, else Korean. */
function firstLanguage(): Language {
  const remembered = localStorage.getItem(rememberedAs);
  if (isLanguage(remembered)) return remembered;
  return navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? 'ko';
}

export const currentLanguage = (): Language => (isLanguage(i18next.language) ? i18next.language : 'ko');

export function chooseLanguage(language: Language): void {
  localStorage.setItem(rememberedAs, language);
  void i18next.changeLanguage(language);
}

function markDocument(language: string): void {
  document.documentElement.lang = language;
}

/** Starts with the shell's own messages; a module's are loaded when its first page is shown. */
export function startLanguage(modules: Record<string, MessageLoaders>): void {
  // A module of the server that has no web part here has no words either.
  const load = async (language: string, module: string) => (await modules[module]?.[language as Language]())?.default ?? {};
  const backend = {
    type: 'backend' as const,
    init: () => undefined,
    read: (language: string, module: string, done: (error: unknown, messages: ResourceKey | null) => void) => {
      load(language, module).then(
        (messages) => done(null, messages),
        (error: unknown) => done(error, null),
      );
    },
  };
  i18next.on('languageChanged', markDocument);
  void i18next
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: firstLanguage(),
      supportedLngs: languages,
      fallbackLng: false,
      ns: ['web'],
      defaultNS: 'web',
      resources: { ko: { web: ko }, en: { web: en } },
      partialBundledLanguages: true,
      initAsync: false,
      interpolation: { escapeValue: false },
      // The types rule out unknown keys but for those put together from codes of the server: such a one is an error.
      saveMissing: true,
      missingKeyHandler: (tried, module, key) => console.error(`no message ${module}:${key} in ${tried.join(', ')}`),
    });
}
