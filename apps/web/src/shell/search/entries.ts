import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { chooseLanguage, currentLanguage, languages } from '../../kit/language';
import { useMe } from '../../kit/me';
import { chooseTheme, themeChoices, useThemeChoice } from '../../kit/theme-choice';
import { ownNames } from '../language-switch';
import { menuOf } from '../navigation';
import { isNamed } from './jamo';

/** One line of what the search offers. */
export interface Entry {
  id: string;
  label: string;
  /** What tells it from others of the same name. */
  sub: string | null;
  act: () => void;
}

export interface EntryGroup {
  id: string;
  label: string;
  entries: Entry[];
  /** There are more than are listed. */
  isCut: boolean;
}

/** The pages that the person may open, as the menus name them. */
function usePages(): Entry[] {
  const { t } = useTranslation('web');
  const me = useMe();
  const navigate = useNavigate();
  const language = currentLanguage();
  const inMenu = menuOf(me).flatMap(({ name, menu }) =>
    menu.map(({ path, label }) => ({ path, label: label[language], sub: name[language] })),
  );
  const pages = [
    { path: '/', label: t('navigation.home'), sub: null },
    ...inMenu,
    { path: '/workspace/sessions', label: t('person.sessions'), sub: t('person.menu') },
    { path: '/workspace/password', label: t('person.password'), sub: t('person.menu') },
  ];
  return pages.map(({ path, label, sub }) => ({ id: `page ${path}`, label, sub, act: () => void navigate(path) }));
}

/** What can be changed from anywhere. */
function useActions(): Entry[] {
  const { t } = useTranslation('web');
  const theme = useThemeChoice();
  const toLanguage = languages
    .filter((language) => language !== currentLanguage())
    .map((language) => ({
      id: `language ${language}`,
      label: t('search.toLanguage', { name: ownNames[language] }),
      sub: t('language'),
      act: () => chooseLanguage(language),
    }));
  const toTheme = themeChoices
    .filter((choice) => choice !== theme)
    .map((choice) => ({
      id: `theme ${choice}`,
      label: t(`search.toTheme.${choice}`),
      sub: t('theme.label'),
      act: () => chooseTheme(choice),
    }));
  return [...toLanguage, ...toTheme];
}

/** Pages and actions with the words in their names; all of them before anything is typed. */
export function useOwnEntries(typed: string): EntryGroup[] {
  const { t } = useTranslation('web');
  const groups = [
    { id: 'pages', label: t('search.pages'), entries: usePages(), isCut: false },
    { id: 'actions', label: t('search.actions'), entries: useActions(), isCut: false },
  ];
  const named = (entry: Entry) => isNamed(entry.label, typed);
  return groups.map((group) => ({ ...group, entries: group.entries.filter(named) })).filter(({ entries }) => entries.length > 0);
}
