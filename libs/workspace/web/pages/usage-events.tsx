import { ListCard } from '@maru/web/list-card';
import { Page } from '@maru/web/page';
import { useReadPages } from '@maru/web/read';
import { Empty } from '@maru/web/states';
import { useTranslation } from 'react-i18next';
import { UsageEventTable } from '../components/usage-event-table';

/** 사용 로그: one line for each action in the organisation. */
export default function UsageEvents() {
  const { t } = useTranslation('workspace');
  const events = useReadPages('/api/workspace/usage-events', {});
  return (
    <Page title={t('usage.title')} sub={t('usage.sub')} figures>
      <ListCard read={events} empty={<Empty title={t('usage.empty')} next={t('usage.emptyNext')} />}>
        {() => <UsageEventTable id="usage" read={events} withPersons label={t('usage.title')} />}
      </ListCard>
    </Page>
  );
}
