import { useTranslation } from 'react-i18next';
import { Page } from '../kit/page';
import { ChartSpecimens } from './charts';
import { FileSpecimens } from './files';
import { FormSpecimens } from './forms';
import { KeySpecimens } from './keys';
import './showcase.css';
import { StateSpecimens } from './states';
import { TableSpecimens } from './tables';
import { TaskSpecimens } from './tasks';
import { TokenSpecimens } from './tokens';

/** Every component of the design kit in every state, in the colours, type and language in use. */
export default function KitPage() {
  const { t } = useTranslation('showcase');
  return (
    <Page title={t('title')} sub={t('sub')}>
      <p className="notice" data-specimen="Page">
        {t('invented')}
      </p>
      <TokenSpecimens />
      <KeySpecimens />
      <FormSpecimens />
      <FileSpecimens />
      <TableSpecimens />
      <ChartSpecimens />
      <StateSpecimens />
      <TaskSpecimens />
    </Page>
  );
}
