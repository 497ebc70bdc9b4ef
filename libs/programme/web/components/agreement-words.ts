import type { Schemas } from '@maru/web/client';
import { currentLanguage } from '@maru/web/language';
import { useMe } from '@maru/web/me';
import { useFormats } from '@maru/web/use-formats';
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
    /** Who of the consortium sees it on its board; null where nobody does. */
    supplier: ({ supplier }: Agreement) =>
      supplier && (supplier.granted ? supplier.name : t('agreements.supplierNotGranted', { name: supplier.name })),
    sites: ({ sites }: Agreement) => sites.map(({ name }) => name).join(', '),
    modules: (agreement: Agreement) =>
      agreement.modules.map((module) => modules.find(({ id }) => id === module)?.name[language] ?? module).join(', '),
    level: ({ targetLevel }: Agreement) => (targetLevel ? t(`agreements.level.${targetLevel}`) : null),
  };
}

/** An agreement of a consortium that no supplier sees on its board: none is named, or the one named is not let. */
export const isUnseen = ({ partyKind, supplier }: Agreement): boolean => partyKind === 'supplierConsortium' && !supplier?.granted;

type Field = Schemas['AgreementChangeItem']['fields'][number];

/** What a version of an agreement says in one of its fields. */
export function useAgreementValue(notices: readonly Notice[]): (agreement: Agreement, field: Field) => string {
  const { day } = useFormats();
  const { notice, supplier, sites, modules, level } = useAgreementWords(notices);
  return (agreement, field) => {
    const read: Readonly<Record<Field, () => string | null>> = {
      number: () => agreement.number,
      noticeId: () => notice(agreement),
      partyName: () => agreement.partyName,
      supplierId: () => supplier(agreement),
      siteIds: () => sites(agreement),
      signedOn: () => day(agreement.signedOn),
      completedOn: () => agreement.completedOn && day(agreement.completedOn),
      finallyCompletedOn: () => agreement.finallyCompletedOn && day(agreement.finallyCompletedOn),
      targetLevel: () => level(agreement),
      modules: () => modules(agreement),
    };
    return read[field]() ?? '–';
  };
}
