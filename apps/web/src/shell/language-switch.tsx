import { useTranslation } from 'react-i18next';
import { chooseLanguage, currentLanguage, type Language, languages } from '../kit/language';

/** Each language is named in itself: whoever looks for it cannot read the other. */
export const ownNames: Record<Language, string> = { ko: '한국어', en: 'English' };

export function LanguageSwitch() {
  const { t } = useTranslation('web');
  return (
    <fieldset className="language-switch">
      <legend className="unseen">{t('language')}</legend>
      {languages.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={currentLanguage() === language}
          onClick={() => chooseLanguage(language)}
        >
          {ownNames[language]}
        </button>
      ))}
    </fieldset>
  );
}
