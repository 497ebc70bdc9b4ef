import { currentLanguage } from '@maru/web/language';
import { useMe } from '@maru/web/me';
import { useTranslation } from 'react-i18next';
import type { Agreement, Notice } from './agreement-form';

/** What an agreement says, in the person's language. */
export function useAgreementWords(notices: readonly Notice[]) {
  const { t } = useTranslation('programme');
  const { modules } = useMe();
  const language = currentLanguage();
  return {
    notice: ({ noticeId }: Agreement) => notices.find(({ id }) => id === noticeId)?.title[language] ?? '',
    party: ({ partyName, partyKind }: Agreement) => partyName ?? t(`agreements.party.${partyKind}`),
    sites: ({ sites }: Agreement) => sites.map(({ name }) => name).join(', '),
    modules: (agreement: Agreement) =>
      agreement.modules.map((module) => modules.find(({ id }) => id === module)?.name[language] ?? module).join(', '),
    level: ({ targetLevel }: Agreement) => (targetLevel ? t(`agreements.level.${targetLevel}`) : null),
  };
}
