import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from './me';
import { SimulatedTag } from './simulated';

interface PageProps {
  title: string;
  /** One line below the title: what is shown, where, or what needs the person. */
  sub?: ReactNode;
  /** Keys for what can be done here. */
  actions?: ReactNode;
  /** The page shows figures of the organisation's own: marked when they are simulated. */
  figures?: boolean;
  children: ReactNode;
}

/** The frame of a page: its title (also the window's), what can be done here, and the content. */
export function Page({ title, sub, actions, figures = false, children }: PageProps) {
  const { t } = useTranslation('web');
  const { simulated } = useMe().organisation;
  const product = t('product');
  useEffect(() => {
    document.title = `${title} · ${product}`;
  }, [title, product]);
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>
            {title}
            {figures && simulated && <SimulatedTag />}
          </h1>
          {sub && <div className="quiet">{sub}</div>}
        </div>
        {actions && <div className="row">{actions}</div>}
      </div>
      {children}
    </div>
  );
}
