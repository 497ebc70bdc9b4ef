import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Formats, formatsOf } from './format';
import { currentLanguage } from './language';

/** The formats of the language in use; a component that uses them is drawn again when the language changes. */
export function useFormats(): Formats {
  const { i18n } = useTranslation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: currentLanguage follows i18n.language.
  return useMemo(() => formatsOf(currentLanguage()), [i18n.language]);
}
