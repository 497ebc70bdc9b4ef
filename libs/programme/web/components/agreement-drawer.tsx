import { Drawer } from '@maru/web/drawer';
import { Facts } from '@maru/web/facts';
import { currentLanguage } from '@maru/web/language';
import { useMay } from '@maru/web/me';
import { MoreKey } from '@maru/web/more-key';
import { useReadPages } from '@maru/web/read';
import { Empty, Failed, Loading } from '@maru/web/states';
import { useFormats } from '@maru/web/use-formats';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useHalfYearName } from '../reports/half-year-name';
import type { Agreement, Notice } from './agreement-form';
import { isUnseen, useAgreementValue, useAgreementWords } from './agreement-words';

/** What the notice asks for, where it is said, and what of it is inferred. */
function NoticeRules({ notice }: { notice: Notice }) {
  const { t } = useTranslation('programme');
  const language = currentLanguage();
  const { logDuty, retention, registrationMonths, bonus, uncertain, source } = notice;
  const from = (event: 'completed' | 'finallyCompleted') => t(`notices.from.${event}`);
  return (
    <section>
      <h3 className="section-heading">{t('notices.title')}</h3>
      <Facts
        facts={[
          [t('notices.logDuty'), logDuty ? t('notices.years', { from: from(logDuty.from), years: logDuty.years }) : t('notices.none')],
          [t('notices.registration'), registrationMonths.length > 0 ? t('notices.registrationOffered') : t('notices.none')],
          [t('notices.retention'), t('notices.years', { from: from(retention.from), years: retention.years })],
          [t('notices.bonus'), bonus ? t('notices.bonusText', bonus) : t('notices.none')],
          [t('notices.source'), source[language]],
        ]}
      />
      {uncertain.map(({ rule, why }) => (
        <p key={rule} className="notice notice-warning">
          {t('notices.uncertain', { why: why[language] })}
        </p>
      ))}
    </section>
  );
}

/** What was recorded of registrations by hand; nothing is ever taken out of it. */
function Registrations({ agreement }: { agreement: Agreement }) {
  const { t } = useTranslation('programme');
  const formats = useFormats();
  const nameOf = useHalfYearName();
  const read = useReadPages('/api/programme/registration-changes', { query: { agreementId: agreement.id } }, { supporting: true });
  if (read.error && !read.data) return <Failed error={read.error} retry={read.retry} />;
  if (!read.data || read.data.length === 0) return null;
  return (
    <section>
      <h3 className="section-heading">{t('agreements.registrations')}</h3>
      <ul>
        {read.data.map(({ id, halfYear, change, registeredOn, note, recordedAt, recordedBy }) => (
          <li key={id}>
            {t(`agreements.registration.${change}`, {
              halfYear: nameOf(halfYear),
              day: registeredOn ? formats.day(registeredOn) : '',
            })}
            {note && <div>{note}</div>}
            <div className="quiet">
              {t('agreements.recorded', { when: formats.instant(recordedAt), who: recordedBy ?? t('agreements.somebody') })}
            </div>
          </li>
        ))}
      </ul>
      <MoreKey read={read} />
    </section>
  );
}

/** What was entered and changed of it, by whom and when; nothing is ever taken out of it. */
function History({ agreement, notices }: { agreement: Agreement; notices: readonly Notice[] }) {
  const { t } = useTranslation('programme');
  const formats = useFormats();
  const shown = useAgreementValue(notices);
  const read = useReadPages('/api/programme/agreements/{id}/changes', { path: { id: agreement.id } }, { supporting: true });
  if (read.error && !read.data) return <Failed error={read.error} retry={read.retry} />;
  if (!read.data) return <Loading />;
  return (
    <section>
      <h3 className="section-heading">{t('agreements.history.title')}</h3>
      <ul>
        {read.data.map(({ changedAt, changedBy, fields, before, after }) => (
          <li key={after.version}>
            {!before
              ? t('agreements.history.entered')
              : fields.length === 0
                ? t('agreements.history.same')
                : fields.map((field) => (
                    <div key={field}>
                      {t('agreements.history.changed', {
                        field: t(`agreements.${field === 'noticeId' ? 'notice' : field === 'siteIds' ? 'sites' : field}`),
                        from: shown(before, field),
                        to: shown(after, field),
                      })}
                    </div>
                  ))}
            <div className="quiet">
              {t('agreements.recorded', { when: formats.exactInstant(changedAt), who: changedBy ?? t('agreements.somebody') })}
            </div>
          </li>
        ))}
      </ul>
      <MoreKey read={read} />
    </section>
  );
}

interface AgreementDrawerProps {
  /** The agreement that the address names; null while nothing is open. */
  id: string | null;
  agreements: readonly Agreement[];
  notices: readonly Notice[];
  onClose: () => void;
  onChange: (agreement: Agreement) => void;
}

/** One agreement, the rules that it follows, and what was done for it. */
export function AgreementDrawer({ id, agreements, notices, onClose, onChange }: AgreementDrawerProps) {
  const { t } = useTranslation('programme');
  const formats = useFormats();
  const words = useAgreementWords(notices);
  const mayWrite = useMay('programme.agreement.write');
  const agreement = agreements.find((each) => each.id === id);
  const notice = notices.find(({ id: noticeId, version }) => noticeId === agreement?.noticeId && version === agreement.noticeVersion);
  const day = (value: string | null) => (value ? formats.day(value) : t('agreements.notYet'));
  const change = mayWrite && agreement && (
    <Button type="primary" onClick={() => onChange(agreement)}>
      {t('agreements.change')}
    </Button>
  );
  return (
    <Drawer
      title={agreement ? t('agreements.titleOf', { number: agreement.number }) : t('agreements.title')}
      isOpen={id !== null}
      onClose={onClose}
      actions={change}
    >
      {agreement ? (
        <div className="agreement">
          <Facts
            facts={[
              [t('agreements.notice'), words.notice(agreement)],
              [t('agreements.partyTitle'), words.party(agreement)],
              ...(agreement.partyKind === 'supplierConsortium'
                ? [[t('agreements.supplierId'), words.supplier(agreement) ?? t('agreements.noSupplier')] as const]
                : []),
              [t('agreements.sites'), words.sites(agreement)],
              [t('agreements.modules'), words.modules(agreement)],
              [t('agreements.signedOn'), day(agreement.signedOn)],
              [t('agreements.completedOn'), day(agreement.completedOn)],
              [t('agreements.finallyCompletedOn'), day(agreement.finallyCompletedOn)],
              [t('agreements.targetLevel'), words.level(agreement) ?? '–'],
            ]}
          />
          {isUnseen(agreement) && <p className="notice notice-warning">{t('agreements.unseen')}</p>}
          <p>
            <Link to={`/programme/duties?duties.find=${encodeURIComponent(agreement.number)}`}>{t('agreements.toDuties')}</Link>
          </p>
          {notice && <NoticeRules notice={notice} />}
          <Registrations agreement={agreement} />
          <History agreement={agreement} notices={notices} />
        </div>
      ) : (
        <Empty title={t('agreements.absent')} next={t('agreements.absentNext')} />
      )}
    </Drawer>
  );
}
