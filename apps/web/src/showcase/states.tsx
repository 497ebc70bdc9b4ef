import { useTranslation } from 'react-i18next';
import { Refusal } from '../kit/refusal';
import { SimulatedTag } from '../kit/simulated';
import { Empty, Failed, Loading } from '../kit/states';
import { problems } from './samples';
import { Group, Specimen } from './specimen';

const failures = ['forbidden', 'broken', 'unreachable'] as const;
const retry = () => undefined;

/** What stands where figures would be, and what is said beside them. */
export function StateSpecimens() {
  const { t } = useTranslation('showcase');
  return (
    <Group title={t('states.title')}>
      <Specimen of="Loading" title={t('states.loading')}>
        <Loading />
      </Specimen>
      <Specimen of="Empty" title={t('states.empty')} use={t('states.emptyUse')}>
        <Empty title={t('tables.empty')} next={t('tables.emptyNext')}>
          <button type="button" className="button">
            {t('keys.other')}
          </button>
        </Empty>
      </Specimen>
      <Specimen of="Failed" title={t('states.failed')} use={t('states.failedUse')}>
        {failures.map((failure) => (
          <Failed key={failure} error={problems[failure]} retry={retry} />
        ))}
      </Specimen>
      <Specimen of="Refusal" title={t('states.refusal')} use={t('states.refusalUse')}>
        <Refusal error={problems.wrong(t('forms.nameTaken'), t('forms.countTooHigh'))} />
      </Specimen>
      <Specimen of="notice" title={t('states.notices')}>
        <p className="notice">{t('states.notice')}</p>
        <p className="notice notice-ok">{t('states.noticeOk')}</p>
        <p className="notice notice-warning">{t('states.noticeWarning')}</p>
        <p className="notice notice-bad">{t('states.noticeBad')}</p>
      </Specimen>
      <Specimen of="SimulatedTag" title={t('states.tags')} use={t('states.tagsUse')}>
        <div className="row">
          <span className="tag">{t('sample.states.idle')}</span>
          <span className="tag tag-ok">{t('sample.states.running')}</span>
          <span className="tag tag-warning">{t('sample.states.stopped')}</span>
          <SimulatedTag />
        </div>
      </Specimen>
    </Group>
  );
}
